using System.CommandLine;
using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Completion;

/// <summary><c>cairn complete -- WORD…</c>: what may stand for the last word of a command line; asked by the completion functions of shells.</summary>
/// <remarks>One candidate a line, its description behind a tabulator; <c>:files</c> and <c>:directories</c> stand for what the shell knows itself.</remarks>
internal static class CompleteCommand
{
    public static Command Create(Session session)
    {
        var words = new Argument<string[]>("words") { Description = "the words of the command line behind `cairn`, the unfinished one last", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "print what may stand for the last word of a command line") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            try
            {
                foreach (var candidate in Candidates(session, parsed.GetValue(words) ?? []))
                {
                    session.Terminal.Line(candidate.Description is { Length: > 0 } description ? $"{candidate.Text}\t{description}" : candidate.Text);
                }
            }
            catch (CairnException) when (!session.IsDebug)
            {
                return ExitCode.Failure; // a broken repository or database: the command itself will say so
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<Candidate> Candidates(Session session, string[] words)
    {
        var unfinished = words.Length > 0 ? words[^1] : "";
        var root = new GlobalOptions().CreateRoot();
        CommandTree.AddTo(root, session, words.Length > 1 ? words[..^1] : []);
        var situation = CommandSituation.Of(root, words.Length > 0 ? words[..^1] : []);
        return situation.Complete(unfinished, new SpecCompletion(session)).Where(candidate =>
            candidate.Text.StartsWith(':') || candidate.Text.StartsWith(unfinished, StringComparison.Ordinal));
    }
}

/// <summary>Something that may stand there.</summary>
/// <param name="Text">The whole word.</param>
/// <param name="Description">What it is, or null.</param>
internal sealed record Candidate(string Text, string? Description = null);
