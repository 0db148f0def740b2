using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cairn.Sat.Engine;

/// <summary>Unit propagation: draws the consequences of every literal of the trail, or finds a conflict.</summary>
internal sealed class Propagation(Assignment assignment, ClauseDatabase clauses)
{
    /// <summary>No conflict.</summary>
    public const int NoConflict = -1;

    /// <summary>The conflict is the binary clause of the two literals of <see cref="ConflictPair"/>.</summary>
    public const int BinaryConflict = -2;

    /// <summary>How many literals were propagated.</summary>
    public long Count { get; private set; }

    /// <summary>The two literals, both false, of a binary conflict.</summary>
    public (int First, int Second) ConflictPair { get; set; }

    /// <returns><see cref="NoConflict"/>, <see cref="BinaryConflict"/> or the clause of the arena all of whose literals are false.</returns>
    public int Propagate()
    {
        var start = assignment.Head;
        var conflict = NoConflict;
        while (assignment.Head < assignment.Count)
        {
            var literal = assignment.Trail[assignment.Head++];
            if (!PropagateImplications(literal) || !PropagateGroups(literal))
            {
                conflict = BinaryConflict;
                break;
            }

            conflict = PropagateWatches(literal);
            if (conflict != NoConflict)
            {
                break;
            }
        }

        Count += assignment.Head - start;
        if (conflict != NoConflict)
        {
            assignment.Head = assignment.Count;
        }

        return conflict;
    }

    private bool PropagateImplications(int literal)
    {
        var values = assignment.Values;
        foreach (var implied in clauses.Implications[literal])
        {
            var value = values[implied];
            if (value == 0)
            {
                assignment.Assign(implied, Reason.Binary(literal ^ 1));
            }
            else if (value < 0)
            {
                ConflictPair = (implied, literal ^ 1);
                return false;
            }
        }

        return true;
    }

    private bool PropagateGroups(int literal)
    {
        foreach (var group in clauses.GroupsOf[literal])
        {
            foreach (var member in clauses.Groups[group].Span)
            {
                var value = assignment.Values[member];
                if (value < 0 || member == literal)
                {
                    continue;
                }

                if (value > 0)
                {
                    ConflictPair = (member ^ 1, literal ^ 1);
                    return false;
                }

                assignment.Assign(member ^ 1, Reason.Binary(literal ^ 1));
            }
        }

        return true;
    }

    private int PropagateWatches(int literal)
    {
        var falseLiteral = literal ^ 1;
        ref var list = ref clauses.Watches[literal];
        if (list.Count == 0)
        {
            return NoConflict;
        }

        ref var values = ref MemoryMarshal.GetArrayDataReference(assignment.Values);
        ref var memory = ref MemoryMarshal.GetArrayDataReference(clauses.Arena.Memory);
        ref var from = ref MemoryMarshal.GetArrayDataReference(list.Items!);
        ref var end = ref Unsafe.Add(ref from, list.Count);
        ref var to = ref from;
        var kept = 0;
        var conflict = NoConflict;
        while (Unsafe.IsAddressLessThan(ref from, ref end))
        {
            var watch = from;
            from = ref Unsafe.Add(ref from, 1);
            if (Unsafe.Add(ref values, watch.Blocker) > 0)
            {
                to = watch;
                to = ref Unsafe.Add(ref to, 1);
                kept++;
                continue;
            }

            ref var header = ref Unsafe.Add(ref memory, watch.Clause);
            ref var literals = ref Unsafe.Add(ref header, ClauseArena.HeaderSize);
            var first = literals ^ Unsafe.Add(ref literals, 1) ^ falseLiteral;
            var value = Unsafe.Add(ref values, first);
            if (value <= 0)
            {
                var size = header;
                var k = 2;
                for (; k < size; k++)
                {
                    var candidate = Unsafe.Add(ref literals, k);
                    if (Unsafe.Add(ref values, candidate) >= 0)
                    {
                        literals = first;
                        Unsafe.Add(ref literals, 1) = candidate;
                        Unsafe.Add(ref literals, k) = falseLiteral;
                        clauses.Watches[candidate ^ 1].Add(watch.Clause, first);
                        break;
                    }
                }

                if (k < size)
                {
                    continue;
                }
            }

            to = new Watch(watch.Clause, first);
            to = ref Unsafe.Add(ref to, 1);
            kept++;
            if (value == 0)
            {
                literals = first;
                Unsafe.Add(ref literals, 1) = falseLiteral;
                assignment.Assign(first, watch.Clause);
            }
            else if (value < 0)
            {
                conflict = watch.Clause;
                while (Unsafe.IsAddressLessThan(ref from, ref end))
                {
                    to = from;
                    to = ref Unsafe.Add(ref to, 1);
                    from = ref Unsafe.Add(ref from, 1);
                    kept++;
                }
            }
        }

        list.Count = kept;
        return conflict;
    }
}
