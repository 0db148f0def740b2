using System.CommandLine;
using Cairn.Specs;

namespace Cairn.Cli.Presentation;

/// <summary>Says what was not understood on the command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>The code of diagnostics that find a command line wrong after it was parsed: nothing was done.</summary>
    public const string Code = "usage";

    /// <summary>Prints the errors of a command line to standard error.</summary>
    public static void Print(Terminal terminal, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        if (unknown is not null && command.Subcommands.Count > 0 && !unknown.StartsWith('-'))
        {
            // Everything else that the parser finds wrong follows from this.
            terminal.ErrorLine($"error: there is no command `{string.Join(' ', PathOf(parsed).Append(unknown))}`");
        }
        else
        {
            foreach (var message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                terminal.ErrorLine($"error: {Lowered(message)}");
            }
        }

        var known = command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)
            .Concat(command.Options.Select(option => option.Name));
        if (unknown is not null && NearestName.Of(unknown, known) is { } nearest)
        {
            terminal.ErrorLine($"\nhint: did you mean `{nearest}`?");
        }
        else
        {
            var path = string.Join(' ', PathOf(parsed));
            terminal.ErrorLine($"\nhint: `{path} --help` lists what it takes");
        }
    }

    private static IEnumerable<string> PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(result.Command is RootCommand ? "cairn" : result.Command.Name);
        }

        return names;
    }

    private static string Lowered(string message) => message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.') : message;
}
