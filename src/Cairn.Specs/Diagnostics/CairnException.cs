namespace Cairn.Specs;

/// <summary>A failure in the user's world, as opposed to a broken invariant in ours.</summary>
public class CairnException : Exception
{
    /// <summary>Wraps <paramref name="diagnostic"/>.</summary>
    public CairnException(Diagnostic diagnostic, Exception? cause = null)
        : base(diagnostic.Message, cause)
    {
        Diagnostic = diagnostic;
    }

    /// <summary>What to tell the user.</summary>
    public Diagnostic Diagnostic { get; }
}
