using Cairn.Config;
using Cairn.Config.Environments;
using Cairn.Config.Paths;
using Cairn.Specs;

namespace Cairn.Cli.Environments;

/// <summary>Where environments are: those with a name below one root, others anywhere.</summary>
internal static class EnvironmentPlaces
{
    /// <summary>The directory below which environments with names are.</summary>
    public static string Root(Configuration configuration, CairnPlaces places) =>
        configuration.GetPath("config:environments_root") ?? Path.Combine(places.Root, "var", "spack", "environments");

    /// <summary>The environment that a user means by a name or a directory.</summary>
    /// <param name="given">A name, or a directory.</param>
    /// <param name="root">The directory of environments with names; asked for only where it matters.</param>
    /// <exception cref="CairnException">There is none.</exception>
    public static ActiveEnvironment Find(string given, Func<string> root)
    {
        if (IsName(given))
        {
            var named = Path.Combine(root(), given);
            if (EnvironmentManifest.IsIn(named))
            {
                return new ActiveEnvironment(named, given);
            }
        }

        var directory = Path.GetFullPath(given);
        if (EnvironmentManifest.IsIn(directory))
        {
            return new ActiveEnvironment(directory, directory);
        }

        throw new CairnException(new Diagnostic(
            "no-environment",
            IsName(given) ? $"there is no environment `{given}`" : $"there is no environment in `{directory}`: it holds no `{EnvironmentManifest.FileName}`",
            null, [], $"`cairn env create {given}` makes one; `cairn env list` shows those with a name"));
    }

    /// <summary>True if a text is a name, not the path of a directory.</summary>
    public static bool IsName(string given) =>
        given.Length > 0 && !given.Contains('/') && (char.IsAsciiLetterOrDigit(given[0]) || given[0] == '_')
        && given.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
}
