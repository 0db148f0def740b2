namespace Cairn.Sat.Engine;

/// <summary>All clauses of three and more literals, one after another in one array of integers.</summary>
/// <remarks>A clause reference is the index of its header: the size, then flags with the LBD, then the literals.</remarks>
internal sealed class ClauseArena
{
    public const int HeaderSize = 2;
    private const int LearnedFlag = 1;
    private const int DeletedFlag = 2;
    private const int UsedShift = 2;
    private const int UsedMask = 3 << UsedShift;
    private const int LbdShift = 4;

    public int[] Memory = new int[1 << 12];

    public int Length { get; private set; }

    /// <summary>Integers taken by deleted clauses.</summary>
    public int Wasted { get; private set; }

    public int Add(ReadOnlySpan<int> literals, bool isLearned, int lbd)
    {
        var reference = Length;
        var needed = reference + HeaderSize + literals.Length;
        if (needed > Memory.Length)
        {
            Array.Resize(ref Memory, Math.Max(needed, Memory.Length * 2));
        }

        Memory[reference] = literals.Length;
        Memory[reference + 1] = (lbd << LbdShift) | (isLearned ? LearnedFlag : 0);
        literals.CopyTo(Memory.AsSpan(reference + HeaderSize));
        Length = needed;
        return reference;
    }

    public Span<int> Literals(int clause) => Memory.AsSpan(clause + HeaderSize, Memory[clause]);

    public bool IsLearned(int clause) => (Memory[clause + 1] & LearnedFlag) != 0;

    public bool IsDeleted(int clause) => (Memory[clause + 1] & DeletedFlag) != 0;

    public int Lbd(int clause) => Memory[clause + 1] >> LbdShift;

    public void SetLbd(int clause, int lbd) =>
        Memory[clause + 1] = (Memory[clause + 1] & ((1 << LbdShift) - 1)) | (lbd << LbdShift);

    /// <summary>How many reductions the clause still survives because a conflict used it.</summary>
    public int Used(int clause) => (Memory[clause + 1] & UsedMask) >> UsedShift;

    public void SetUsed(int clause, int used) =>
        Memory[clause + 1] = (Memory[clause + 1] & ~UsedMask) | (used << UsedShift);

    public void Delete(int clause)
    {
        Memory[clause + 1] |= DeletedFlag;
        Wasted += HeaderSize + Memory[clause];
    }

    /// <summary>Moves the living clauses together and leaves in each old header's second integer the new reference.</summary>
    /// <returns>The old memory, in which <see cref="Forwarded"/> finds where a clause went.</returns>
    public int[] Compact()
    {
        var old = Memory;
        var fresh = new int[Math.Max(1 << 12, (Length - Wasted) * 3 / 2)];
        var to = 0;
        for (var from = 0; from < Length;)
        {
            var size = HeaderSize + old[from];
            if ((old[from + 1] & DeletedFlag) == 0)
            {
                Array.Copy(old, from, fresh, to, size);
                old[from + 1] = to;
                to += size;
            }
            else
            {
                old[from + 1] = -1;
            }

            from += size;
        }

        Memory = fresh;
        Length = to;
        Wasted = 0;
        return old;
    }

    /// <summary>Where <see cref="Compact"/> moved the clause; negative if it was deleted.</summary>
    public static int Forwarded(int[] oldMemory, int clause) => oldMemory[clause + 1];
}
