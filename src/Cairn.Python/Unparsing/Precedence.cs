namespace Cairn.Python;

/// <summary>How strongly a piece of an expression binds, weakest first; decides where parentheses are needed.</summary>
internal enum Precedence
{
    Named = 1,
    Tuple,
    Yield,
    Test,
    Or,
    And,
    Not,
    Comparison,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

internal static class PrecedenceExtensions
{
    /// <summary>The next stronger one; the strongest stays.</summary>
    public static Precedence Next(this Precedence precedence) => precedence == Precedence.Atom ? precedence : precedence + 1;
}
