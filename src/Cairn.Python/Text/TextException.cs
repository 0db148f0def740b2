namespace Cairn.Python.Text;

/// <summary>Which Python exception a failed text operation stands for.</summary>
public enum TextErrorKind
{
    /// <summary><c>ValueError</c>.</summary>
    Value,

    /// <summary><c>TypeError</c>.</summary>
    Type,

    /// <summary><c>OverflowError</c>.</summary>
    Overflow,

    /// <summary><c>IndexError</c>.</summary>
    Index,

    /// <summary><c>KeyError</c>.</summary>
    Key,
}

/// <summary>A text operation was asked for something that Python refuses; the interpreter turns it into the Python exception.</summary>
public sealed class TextException : Exception
{
    /// <summary>Names the Python exception and its text.</summary>
    public TextException(TextErrorKind kind, string message)
        : base(message)
    {
        Kind = kind;
    }

    /// <summary>The Python exception that this stands for.</summary>
    public TextErrorKind Kind { get; }

    internal static TextException Value(string message) => new(TextErrorKind.Value, message);

    internal static TextException Type(string message) => new(TextErrorKind.Type, message);

    internal static TextException Overflow(string message) => new(TextErrorKind.Overflow, message);
}
