using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Config.Editing;
using Cairn.Config.Scopes;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary>The scope that a command changes, and its files.</summary>
internal static class ScopeChoice
{
    /// <summary><c>--scope</c>.</summary>
    public static Option<string?> CreateOption() => new("--scope") { Description = "the configuration scope to change (by default the user's, or the directory of `-C`)", HelpName = "SCOPE" };

    /// <summary>The scopes that are directories, highest precedence first.</summary>
    public static IReadOnlyList<DirectoryScope> All(Session session) => [.. session.Configuration.Scopes.OfType<DirectoryScope>().Reverse()];

    /// <summary>The named scope, or the highest that is no platform's.</summary>
    /// <exception cref="CairnException">There is no scope of that name.</exception>
    public static DirectoryScope Choose(Session session, string? name)
    {
        var all = All(session);
        return (name is null ? all.FirstOrDefault(scope => !scope.Name.Contains('/')) : all.FirstOrDefault(scope => scope.Name == name))
            ?? throw new CairnException(new Diagnostic(
                "unknown-scope", $"there is no scope `{name}` that could be changed", null, [],
                UsageErrors.Nearest(name ?? "", all.Select(scope => scope.Name)) is { } near ? $"did you mean `{near}`?" : $"the scopes are {string.Join(", ", all.Select(scope => $"`{scope.Name}`"))}"));
    }

    /// <summary>The text of a section's file in a scope, ready to be edited.</summary>
    /// <exception cref="CairnException">It cannot be read or is not YAML.</exception>
    public static SectionText Read(DirectoryScope scope, string section)
    {
        string file = scope.FileOf(section);
        try
        {
            return SectionText.Parse(File.Exists(file) ? File.ReadAllText(file) : "", file, section);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("configuration-unreadable", $"cannot read `{file}`: {exception.Message}", null, [], "check the file's permissions"), exception);
        }
    }

    /// <summary>Replaces a section's file, at once or not at all.</summary>
    /// <exception cref="CairnException">It cannot be written.</exception>
    public static void Write(DirectoryScope scope, string section, string text) => AtomicFile.WriteText(scope.FileOf(section), text);
}
