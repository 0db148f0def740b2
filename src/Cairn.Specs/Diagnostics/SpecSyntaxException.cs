namespace Cairn.Specs;

/// <summary>A text is not a spec, a version or a format string.</summary>
public sealed class SpecSyntaxException : CairnException
{
    /// <summary>Wraps <paramref name="diagnostic"/>.</summary>
    public SpecSyntaxException(Diagnostic diagnostic, Exception? cause = null)
        : base(diagnostic, cause)
    {
    }

    internal SpecSyntaxException(string message, string? hint = null, SourceLocation? location = null)
        : base(new Diagnostic("spec-syntax", message, location, hint))
    {
    }
}
