using Cairn.Cli.Presentation;

namespace Cairn.Cli.Composition;

/// <summary>Shows what git says while it clones: on one moving line of a terminal, or only its beginning where there is none.</summary>
internal sealed class CloneProgress(Terminal terminal) : IDisposable
{
    private readonly LiveLines _lines = new();

    /// <summary>Takes one message.</summary>
    public void Show(string message)
    {
        bool isMoving = message.Contains('%') || message.StartsWith("remote:", StringComparison.Ordinal);
        if (!isMoving && !IsChatter(message))
        {
            _lines.Clear();
            terminal.Note(message);
        }
        else if (terminal.IsInteractive)
        {
            _lines.Clear();
            _lines.Show([$"    {message}"]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Clear();

    /// <summary>What git says about references and folders repeats what the first line said.</summary>
    private static bool IsChatter(string message) =>
        message.StartsWith("Cloning into", StringComparison.Ordinal) || message.StartsWith("From ", StringComparison.Ordinal)
        || message.StartsWith(' ') || message.StartsWith("warning:", StringComparison.Ordinal) || message.StartsWith("fatal:", StringComparison.Ordinal)
        || message.StartsWith("error:", StringComparison.Ordinal);
}
