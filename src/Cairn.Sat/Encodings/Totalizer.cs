using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <summary>Counts how many of some literals hold, in unary, as far as anybody asks.</summary>
/// <remarks>
/// A balanced tree of adders (Bailleux and Boufkhad 2003) whose outputs are made on demand (Martins and others 2014). Only the direction
/// "k inputs hold → <see cref="AtLeast"/>(k) holds" is encoded: assume or add the negation to bound the sum from above.
/// </remarks>
public sealed class Totalizer
{
    private readonly Solver _solver;
    private readonly Node _root;

    /// <summary>A counter of these literals; one that is given twice counts twice.</summary>
    /// <exception cref="ArgumentException">There are no literals.</exception>
    public Totalizer(Solver solver, params ReadOnlySpan<Literal> inputs)
    {
        if (inputs.IsEmpty)
        {
            throw new ArgumentException("nothing to count", nameof(inputs));
        }

        _solver = solver;
        InputCount = inputs.Length;
        _root = Build(inputs);
    }

    /// <summary>How many literals are counted.</summary>
    public int InputCount { get; }

    /// <summary>How many output literals were made, inner ones included.</summary>
    public int OutputCount { get; private set; }

    /// <summary>A literal that holds in every model in which at least so many inputs hold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1 or above the number of inputs.</exception>
    public Literal AtLeast(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bound, InputCount);
        Extend(_root, bound);
        return new Literal(_root.Outputs.Items![bound - 1]);
    }

    private static Node Build(ReadOnlySpan<Literal> inputs)
    {
        var node = new Node { Size = inputs.Length };
        if (inputs.Length == 1)
        {
            node.Outputs.Add(inputs[0].Code);
            return node;
        }

        var half = inputs.Length / 2;
        node.Left = Build(inputs[..half]);
        node.Right = Build(inputs[half..]);
        return node;
    }

    private void Extend(Node node, int bound)
    {
        bound = Math.Min(bound, node.Size);
        var known = node.Outputs.Count;
        if (known >= bound)
        {
            return;
        }

        Extend(node.Left!, bound);
        Extend(node.Right!, bound);
        for (var k = known; k < bound; k++)
        {
            node.Outputs.Add(_solver.AddInternalVariable() << 1);
            OutputCount++;
            if (k > 0)
            {
                _solver.AddClauseCodes([node.Outputs.Items![k] ^ 1, node.Outputs.Items[k - 1]]);
            }
        }

        AddSums(node, known, bound);
    }

    /// <summary>i of the left and j of the right make i + j, for the sums above <paramref name="known"/>.</summary>
    private void AddSums(Node node, int known, int bound)
    {
        var left = node.Left!.Outputs;
        var right = node.Right!.Outputs;
        for (var i = 0; i <= Math.Min(left.Count, bound); i++)
        {
            for (var j = Math.Max(0, known + 1 - i); j <= right.Count && i + j <= bound; j++)
            {
                var sum = node.Outputs.Items![i + j - 1];
                switch (i, j)
                {
                    case (0, _):
                        _solver.AddClauseCodes([right.Items![j - 1] ^ 1, sum]);
                        break;
                    case (_, 0):
                        _solver.AddClauseCodes([left.Items![i - 1] ^ 1, sum]);
                        break;
                    default:
                        _solver.AddClauseCodes([left.Items![i - 1] ^ 1, right.Items![j - 1] ^ 1, sum]);
                        break;
                }
            }
        }
    }

    private sealed class Node
    {
        public Node? Left;
        public Node? Right;
        public IntList Outputs;

        public int Size { get; init; }
    }
}
