using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Recipes;

namespace Cairn.Cli.Completion;

/// <summary>What may stand for an unfinished spec: names, versions, variants, hashes; of installed packages or of all recipes.</summary>
internal sealed class SpecCompletion(Session session)
{
    private const string Signs = "@+~^%/";

    /// <summary>Commands that can only mean what is installed.</summary>
    private static readonly string[] s_ofInstalled =
    [
        "load", "uninstall", "location", "cd", "find", "view", "module", "activate", "deactivate", "mark", "deprecate", "verify", "logs", "diff", "extensions",
    ];

    /// <summary>The words that an unfinished spec may become.</summary>
    /// <param name="commands">The command and its subcommands.</param>
    /// <param name="unfinished">What is there so far.</param>
    public IEnumerable<Candidate> Candidates(IReadOnlyList<string> commands, string unfinished)
    {
        var at = unfinished.AsSpan().LastIndexOfAny(Signs);
        var (head, sign) = at < 0 ? ("", ' ') : (unfinished[..(at + 1)], unfinished[at]);
        return sign switch
        {
            '@' => Versions(NameIn(unfinished)).Select(version => new Candidate(head + version)),
            '+' or '~' => Variants(NameIn(unfinished)).Select(variant => new Candidate(head + variant.Name, variant.Description)),
            '/' => session.Database.Read(session.Cancellation).Values.Where(record => record.IsInstalled)
                .Select(record => new Candidate(head + record.Spec.ShortHash(), $"{record.Spec.Name}@{record.Spec.Version}")),
            _ => Names(commands, sign).Select(name => new Candidate(head + name)),
        };
    }

    /// <summary>The names of virtual packages.</summary>
    public IEnumerable<Candidate> Virtuals() => session.Recipes.VirtualNames.Select(name => new Candidate(name));

    private IEnumerable<string> Names(IReadOnlyList<string> commands, char sign)
    {
        if (commands is ["unload", ..])
        {
            return LoadedPackages.Of(session).Select(record => record.Spec.Name).Distinct(StringComparer.Ordinal);
        }

        return commands.Count > 0 && s_ofInstalled.Contains(commands[0]) && sign == ' '
            ? session.Database.Read(session.Cancellation).Values.Where(record => record.IsInstalled)
                .Select(record => record.Spec.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            : session.Recipes.Names;
    }

    /// <summary>The versions that are installed or that the recipe declares, newest first.</summary>
    private IEnumerable<string> Versions(string name) => session.Database.Read(session.Cancellation).Values
        .Where(record => record.IsInstalled && record.Spec.Name == name).Select(record => record.Spec.Version)
        .Concat(session.Recipes.TryGet(name, out var recipe) ? recipe.Versions.Select(version => version.Version) : [])
        .Distinct().OrderDescending().Select(version => version.ToString());

    private IEnumerable<(string Name, string Description)> Variants(string name) =>
        session.Recipes.TryGet(name, out var recipe)
            ? recipe.Variants.Where(variant => variant.Kind == VariantKind.Boolean).Select(variant => (variant.Name, variant.Description)).DistinctBy(variant => variant.Name)
            : [];

    /// <summary>The package that the sign at the end belongs to: the last name before it.</summary>
    private static string NameIn(string unfinished)
    {
        var start = unfinished.AsSpan().LastIndexOfAny("^%") + 1;
        var end = unfinished.AsSpan(start).IndexOfAny("@+~/ ");
        return end < 0 ? unfinished[start..] : unfinished[start..(start + end)];
    }
}
