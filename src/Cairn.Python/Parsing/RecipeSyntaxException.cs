namespace Cairn.Python;

/// <summary>Which of Python's syntax errors it is.</summary>
public enum SyntaxErrorKind
{
    /// <summary><c>SyntaxError</c></summary>
    Syntax,

    /// <summary><c>IndentationError</c></summary>
    Indentation,

    /// <summary><c>TabError</c></summary>
    Tab,
}

/// <summary>The text is not in the recipe language.</summary>
public sealed class RecipeSyntaxException(
    SourceFile file, int position, string problem, SyntaxErrorKind kind = SyntaxErrorKind.Syntax) : Exception(problem)
{
    /// <summary>The file.</summary>
    public SourceFile File { get; } = file;

    /// <summary>The offset of the problem.</summary>
    public int Position { get; } = Math.Min(position, file.Text.Length);

    /// <summary>Which error it is.</summary>
    public SyntaxErrorKind Kind { get; } = kind;

    /// <summary>The line, from 1.</summary>
    public int Line => File.LineOf(Position);

    /// <summary>The column, from 1.</summary>
    public int Column => File.ColumnOf(Position);

    /// <summary>The class of the Python exception.</summary>
    public string ErrorName => Kind switch
    {
        SyntaxErrorKind.Indentation => "IndentationError",
        SyntaxErrorKind.Tab => "TabError",
        _ => "SyntaxError",
    };

    /// <summary>File, line, source line with a caret, and the message, as Python prints them.</summary>
    public string Describe()
    {
        string line = File.LineText(Line);
        string trimmed = line.TrimStart();
        int caret = Math.Max(0, Column - 1 - (line.Length - trimmed.Length));
        return $"  File \"{File.Path}\", line {Line}\n    {trimmed}\n    {new string(' ', caret)}^\n{ErrorName}: {Message}";
    }
}
