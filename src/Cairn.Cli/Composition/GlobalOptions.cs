using System.CommandLine;

namespace Cairn.Cli.Composition;

/// <summary>The options that stand before any command.</summary>
public sealed class GlobalOptions
{
    /// <summary><c>-c section:key:value</c>.</summary>
    public Option<string[]> Settings { get; } = new("-c", "--config")
    {
        Description = "set one value of the configuration (may be repeated)",
        HelpName = "section:key:value",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>-C DIR</c>.</summary>
    public Option<string[]> Directories { get; } = new("-C", "--config-scope")
    {
        Description = "add a directory of configuration files on top of the others (may be repeated)",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>-e ENV</c>.</summary>
    public Option<string?> Environment { get; } = new("-e", "--env")
    {
        Description = "work in an environment, given by its name or directory",
        HelpName = "ENV",
    };

    /// <summary><c>-D DIR</c>.</summary>
    public Option<string?> EnvironmentDirectory { get; } = new("-D", "--env-dir")
    {
        Description = "work in the environment of a directory, whatever environments with names there are",
        HelpName = "DIR",
    };

    /// <summary><c>-E</c>.</summary>
    public Option<bool> NoEnvironment { get; } = new("-E", "--no-env") { Description = "work in no environment, whatever `SPACK_ENV` says" };

    /// <summary><c>--debug</c>.</summary>
    public Option<bool> Debug { get; } = new("-d", "--debug") { Description = "tell more, also about errors" };

    /// <summary><c>--color WHEN</c>.</summary>
    public Option<string?> Color { get; } = new("--color") { Description = "colours: always, never or auto", HelpName = "WHEN" };

    /// <summary>The position of the first word that is neither an option that stands before commands nor the value of one; -1 if there is none.</summary>
    public static int FindCommand(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "-c" or "--config" or "-C" or "--config-scope" or "-e" or "--env" or "-D" or "--env-dir" or "--color")
            {
                i++;
            }
            else if (!arguments[i].StartsWith('-'))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The root of the command tree with these options.</summary>
    public RootCommand CreateRoot()
    {
        var root = new RootCommand("A package manager for supercomputers: Spack's recipes, specs and YAML in one binary.");
        root.Options.Add(Settings);
        root.Options.Add(Directories);
        root.Options.Add(Environment);
        root.Options.Add(EnvironmentDirectory);
        root.Options.Add(NoEnvironment);
        root.Options.Add(Debug);
        root.Options.Add(Color);
        return root;
    }
}
