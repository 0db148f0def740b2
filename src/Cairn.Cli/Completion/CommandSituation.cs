using System.CommandLine;
using System.CommandLine.Completions;

namespace Cairn.Cli.Completion;

/// <summary>Where in the command tree the finished words of a command line lead.</summary>
internal sealed class CommandSituation
{
    private readonly List<Command> _path;
    private readonly Option? _open;
    private readonly int _positionals;
    private readonly bool _isPastOptions;

    private CommandSituation(List<Command> path, Option? open, int positionals, bool isPastOptions) =>
        (_path, _open, _positionals, _isPastOptions) = (path, open, positionals, isPastOptions);

    private Command Command => _path[^1];

    /// <summary>Follows the words from the root.</summary>
    public static CommandSituation Of(RootCommand root, IReadOnlyList<string> words)
    {
        var path = new List<Command> { root };
        Option? open = null;
        var (positionals, isPastOptions) = (0, false);
        foreach (var word in words)
        {
            if (open is not null)
            {
                open = null;
            }
            else if (word == "--")
            {
                isPastOptions = true;
            }
            else if (!isPastOptions && word.StartsWith('-') && word.Length > 1)
            {
                open = !word.Contains('=') && Find(path, word) is { } option && TakesValue(option) ? option : null;
            }
            else if (positionals == 0 && path[^1].Subcommands.FirstOrDefault(command => command.Name == word || command.Aliases.Contains(word)) is { } next)
            {
                path.Add(next);
            }
            else
            {
                positionals++;
            }
        }

        return new CommandSituation(path, open, positionals, isPastOptions);
    }

    /// <summary>What may follow.</summary>
    public IEnumerable<Candidate> Complete(string unfinished, SpecCompletion specs)
    {
        if (_open is not null)
        {
            return ValuesOf(_open);
        }

        if (!_isPastOptions && unfinished.StartsWith('-'))
        {
            return Options();
        }

        if (Command.Subcommands.Count > 0 && _positionals == 0)
        {
            return Command.Subcommands.Where(command => !command.Hidden)
                .OrderBy(command => command.Name, StringComparer.Ordinal)
                .Select(command => new Candidate(command.Name, command.Description));
        }

        return Command.Arguments.Count == 0 ? [] : ValuesOf(Command.Arguments[Math.Min(_positionals, Command.Arguments.Count - 1)], unfinished, specs);
    }

    private IEnumerable<Candidate> Options() => _path.AsEnumerable().Reverse()
        .SelectMany((command, i) => command.Options.Where(option => !option.Hidden && (i == 0 || option.Recursive)))
        .SelectMany(option => option.Aliases.Append(option.Name)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal) || !option.Aliases.Append(option.Name).Any(other => other.StartsWith("--", StringComparison.Ordinal)))
            .Select(name => new Candidate(name, option.Description)))
        .OrderBy(candidate => candidate.Text, StringComparer.Ordinal);

    private IEnumerable<Candidate> ValuesOf(Argument argument, string unfinished, SpecCompletion specs)
    {
        var own = argument.GetCompletions(CompletionContext.Empty).Select(item => new Candidate(item.Label)).ToList();
        if (own.Count > 0)
        {
            return own;
        }

        return argument.Name.ToLowerInvariant() switch
        {
            var name when name.StartsWith("spec", StringComparison.Ordinal) || name is "pkg" or "package" or "packages" => specs.Candidates(_path.Skip(1).Select(command => command.Name).ToList(), unfinished),
            var name when name.Contains("dir", StringComparison.Ordinal) => [new Candidate(":directories")],
            "virtual" or "virtuals" => specs.Virtuals(),
            _ => [new Candidate(":files")],
        };
    }

    private static IEnumerable<Candidate> ValuesOf(Option option)
    {
        var own = option.GetCompletions(CompletionContext.Empty).Select(item => new Candidate(item.Label)).ToList();
        return own.Count > 0 ? own
            : option.HelpName is { } words && words.Contains('|', StringComparison.Ordinal) ? words.Split('|').Select(word => new Candidate(word))
            : option.HelpName?.Contains("DIR", StringComparison.OrdinalIgnoreCase) == true ? [new Candidate(":directories")]
            : [new Candidate(":files")];
    }

    private static Option? Find(List<Command> path, string word) => path.AsEnumerable().Reverse()
        .SelectMany(command => command.Options)
        .FirstOrDefault(option => option.Name == word || option.Aliases.Contains(word));

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;
}
