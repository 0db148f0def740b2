using System.Runtime.InteropServices;
using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>Boolean formulas over the solver's literals, with constants folded away so that what is decided costs nothing.</summary>
internal sealed class Formulas
{
    private const int MostOnStack = 32;

    private readonly Dictionary<(int, int), Literal> _pairs = [];

    public Formulas(Solver solver)
    {
        Solver = solver;
        True = solver.AddLiteral("true");
        False = !True;
        solver.AddClause(True);
    }

    public Solver Solver { get; }

    public Literal True { get; }

    public Literal False { get; }

    public bool IsTrue(Literal literal) => literal == True;

    public bool IsFalse(Literal literal) => literal == False;

    /// <summary>A new atom that is guessed false.</summary>
    public Literal Fresh(string? name = null) => Solver.AddLiteral(name);

    /// <summary>A new atom that stands for a choice; choices are guessed before what follows from them.</summary>
    public Literal Choice(int priority)
    {
        var literal = Solver.AddLiteral();
        Solver.SetPriority(literal.Variable, priority);
        return literal;
    }

    /// <summary>A new atom whose value follows from others.</summary>
    public Literal Definition()
    {
        var literal = Solver.AddLiteral();
        Solver.MarkAsFollowing(literal.Variable);
        return literal;
    }

    /// <summary>One of the literals must hold.</summary>
    public void Clause(params ReadOnlySpan<Literal> literals)
    {
        Span<Literal> kept = literals.Length <= MostOnStack ? stackalloc Literal[literals.Length] : new Literal[literals.Length];
        int count = 0;
        foreach (var literal in literals)
        {
            if (literal == True)
            {
                return;
            }

            if (literal != False)
            {
                kept[count++] = literal;
            }
        }

        Solver.AddClause(kept[..count]);
    }

    public void AtLeastOne(List<Literal> literals) => Clause(CollectionsMarshal.AsSpan(literals));

    public void Implies(Literal condition, Literal consequence) => Clause(!condition, consequence);

    public void Implies(Literal first, Literal second, Literal consequence) => Clause(!first, !second, consequence);

    /// <summary>A literal that holds exactly if both do.</summary>
    public Literal And(Literal left, Literal right)
    {
        if (left == False || right == False || left == !right)
        {
            return False;
        }

        if (left == True || left == right)
        {
            return right;
        }

        if (right == True)
        {
            return left;
        }

        var key = left.Code < right.Code ? (left.Code, right.Code) : (right.Code, left.Code);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, key, out bool exists);
        if (!exists)
        {
            var both = Definition();
            known = both;
            Solver.AddClause(!both, left);
            Solver.AddClause(!both, right);
            Solver.AddClause(both, !left, !right);
            return both;
        }

        return known;
    }

    public Literal Or(Literal left, Literal right) => !And(!left, !right);

    /// <summary>A literal that holds exactly if all do.</summary>
    public Literal And(List<Literal> literals)
    {
        Span<Literal> room = literals.Count <= MostOnStack ? stackalloc Literal[literals.Count] : new Literal[literals.Count];
        int count = 0;
        foreach (var literal in literals)
        {
            if (literal == False || room[..count].Contains(!literal))
            {
                return False;
            }

            if (literal != True && !room[..count].Contains(literal))
            {
                room[count++] = literal;
            }
        }

        var kept = room[..count];
        switch (count)
        {
            case 0:
                return True;
            case 1:
                return kept[0];
            case 2:
                return And(kept[0], kept[1]);
        }

        var all = Definition();
        Span<Literal> back = count < MostOnStack ? stackalloc Literal[count + 1] : new Literal[count + 1];
        for (int i = 0; i < count; i++)
        {
            Solver.AddClause(!all, kept[i]);
            back[i] = !kept[i];
        }

        back[^1] = all;
        Solver.AddClause(back);
        return all;
    }

    /// <summary>A literal that holds exactly if one of them does.</summary>
    public Literal Or(List<Literal> literals)
    {
        for (int i = 0; i < literals.Count; i++)
        {
            literals[i] = !literals[i];
        }

        var none = And(literals);
        for (int i = 0; i < literals.Count; i++)
        {
            literals[i] = !literals[i];
        }

        return !none;
    }

    /// <summary>Makes an atom mean that one of the literals holds.</summary>
    public void DefineOr(Literal atom, params ReadOnlySpan<Literal> literals)
    {
        Solver.MarkAsFollowing(atom.Variable);
        Span<Literal> clause = literals.Length < MostOnStack ? stackalloc Literal[literals.Length + 1] : new Literal[literals.Length + 1];
        foreach (var literal in literals)
        {
            Clause(!literal, atom);
        }

        clause[0] = !atom;
        literals.CopyTo(clause[1..]);
        Clause(clause);
    }
}
