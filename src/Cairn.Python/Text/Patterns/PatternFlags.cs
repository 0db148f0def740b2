namespace Cairn.Python.Text.Patterns;

/// <summary>The flags of Python's <c>re</c> with their numbers.</summary>
[Flags]
public enum PatternFlags
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>re.TEMPLATE</c>, without effect.</summary>
    Template = 1,

    /// <summary><c>re.IGNORECASE</c>.</summary>
    IgnoreCase = 2,

    /// <summary><c>re.LOCALE</c>.</summary>
    Locale = 4,

    /// <summary><c>re.MULTILINE</c>.</summary>
    MultiLine = 8,

    /// <summary><c>re.DOTALL</c>.</summary>
    DotAll = 16,

    /// <summary><c>re.UNICODE</c>.</summary>
    Unicode = 32,

    /// <summary><c>re.VERBOSE</c>.</summary>
    Verbose = 64,

    /// <summary><c>re.DEBUG</c>, without effect.</summary>
    Debug = 128,

    /// <summary><c>re.ASCII</c>.</summary>
    Ascii = 256,
}
