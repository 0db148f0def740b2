namespace Cairn.Sat.Engine;

/// <summary>
/// Why a literal is true, packed into an integer: nothing (a decision or a fact), a clause of the arena whose first literal it is,
/// or a binary clause given by its other, false literal.
/// </summary>
internal static class Reason
{
    public const int None = -1;

    public static int Binary(int falseLiteral) => -2 - falseLiteral;

    public static bool IsBinary(int reason) => reason < -1;

    public static int OtherLiteral(int reason) => -2 - reason;
}
