using Cairn.Specs;

namespace Cairn.Cli.Presentation;

/// <summary>Standard output and error, and what they are: colours and moving lines appear on terminals only.</summary>
public sealed class Terminal
{
    private readonly Lock _lock = new();

    /// <summary>True if standard output is a terminal that understands colours and the user does not object.</summary>
    public bool HasColors { get; private set; } = !Console.IsOutputRedirected && Allows();

    /// <summary>True if standard error is a terminal, on which progress may move.</summary>
    public bool IsInteractive { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    /// <summary>The width of the terminal in columns; 80 where there is none.</summary>
    public int Width => Console.IsOutputRedirected ? 80 : Math.Max(20, Console.WindowWidth);

    /// <summary>True once something was written to standard output.</summary>
    public bool HasOutput { get; private set; }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; } = new StreamWriter(Console.OpenStandardOutput(), leaveOpen: true) { AutoFlush = false };

    /// <summary>Decides about colours: <c>always</c>, <c>never</c> or <c>auto</c>.</summary>
    public void SetColor(string? when) => HasColors = when switch
    {
        "always" => true,
        "never" => false,
        _ => HasColors,
    };

    /// <summary>Writes a line to standard output.</summary>
    public void Line(string text = "")
    {
        lock (_lock)
        {
            HasOutput = true;
            Output.Write(text);
            Output.Write('\n');
            Output.Flush();
        }
    }

    /// <summary>Writes text to standard output as it is.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            HasOutput = true;
            Output.Write(text);
            Output.Flush();
        }
    }

    /// <summary>Writes a line about what goes on to standard error, so that output stays clean for programs.</summary>
    public void Note(string text) => ErrorLine($"{Paint("==>", Style.Note, Console.IsErrorRedirected)} {text}");

    /// <summary>Writes a warning to standard error.</summary>
    public void Warning(string text) => ErrorLine($"{Paint("warning:", Style.Warning, Console.IsErrorRedirected)} {text}");

    /// <summary>Writes a warning that knows its place.</summary>
    public void Warning(Diagnostic diagnostic)
    {
        var text = diagnostic.ToString().TrimEnd('\n');
        ErrorLine(Paint("warning:", Style.Warning, Console.IsErrorRedirected) + text["error:".Length..]);
    }

    /// <summary>Writes what went wrong, where, why and what to do.</summary>
    public void Error(Diagnostic diagnostic)
    {
        var text = diagnostic.ToString().TrimEnd('\n');
        if (text.StartsWith("error:", StringComparison.Ordinal))
        {
            text = Paint("error:", Style.Error, Console.IsErrorRedirected) + text["error:".Length..];
        }

        ErrorLine(text);
    }

    /// <summary>Writes a line to standard error.</summary>
    public void ErrorLine(string text)
    {
        lock (_lock)
        {
            Console.Error.Write(text + "\n");
        }
    }

    /// <summary>Text in a colour, if standard output shows colours.</summary>
    public string Paint(string text, Style style) => HasColors ? Codes(text, style) : text;

    private string Paint(string text, Style style, bool isRedirected) => !isRedirected && Allows() ? Codes(text, style) : text;

    private static string Codes(string text, Style style) => $"\u001b[{(int)style}m{text}\u001b[0m";

    private static bool Allows() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
}

/// <summary>Colours by what they say; the values are the terminal's codes. No meaning is carried by colour alone.</summary>
public enum Style
{
    /// <summary>Bold.</summary>
    Strong = 1,

    /// <summary>Faint.</summary>
    Faint = 2,

    /// <summary>What failed.</summary>
    Error = 31,

    /// <summary>What went well.</summary>
    Success = 32,

    /// <summary>What deserves a look.</summary>
    Warning = 33,

    /// <summary>What goes on.</summary>
    Note = 34,

    /// <summary>Names.</summary>
    Name = 36,
}
