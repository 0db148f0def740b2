using System.Runtime.InteropServices;
using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <summary>
/// Atoms that may only be true if something holds them up: a chain of supports down to one that needs no other atom.
/// A circle of atoms that support each other does not count (the stable-model semantics of answer set programming).
/// </summary>
/// <remarks>
/// <para>
/// An atom is <em>open</em> at first: more supports may come later, from parts of the problem that are not encoded yet. That
/// possibility is a literal of its own, <see cref="OpenLiteral"/>: "held up by a support not yet added". It is guessed false,
/// but whatever is proven while it is false stays true when supports are added. If the search is driven to make it true, the
/// encoder is called with that literal (it is watched; not if supports came in the meantime), and must add a support or <see cref="Close"/> the atom. If no
/// encoder is set, an open atom counts as closed.
/// </para>
/// <para>
/// The graph itself adds the clauses "atom → the body of one of its supports" and "body → each dependency", and while searching
/// a clause for each circle that would support itself (a loop formula, which only names supports from outside the circle).
/// </para>
/// </remarks>
public sealed class SupportGraph
{
    private readonly Solver _solver;
    private readonly SupportTable _table = new();
    private readonly SourceTracker _sources;
    private readonly Dictionary<int, int> _atomByLiteral = [];
    private readonly Dictionary<int, int> _atomByOpenLiteral = [];
    private readonly List<int> _changed = [];

    internal SupportGraph(Solver solver, Assignment assignment)
    {
        _solver = solver;
        _sources = new SourceTracker(solver, assignment, _table);
    }

    /// <summary>How many atoms were declared.</summary>
    public int AtomCount => _table.AtomCount;

    internal long LoopClauseCount => _sources.LoopClauseCount;

    /// <summary>Declares that the literal needs support. Does nothing if it was declared before.</summary>
    public void AddAtom(Literal atom) => AtomFor(atom);

    /// <summary>
    /// The body, when true, holds the atom up provided that all atoms that it depends on are held up themselves. The body implies
    /// its dependencies, but not the atom: add that clause if it is meant.
    /// </summary>
    /// <param name="atom">The atom that is held up; declared if need be.</param>
    /// <param name="body">The literal that stands for the support.</param>
    /// <param name="dependencies">Atoms that must be founded themselves, declared if need be; none for a root.</param>
    /// <exception cref="InvalidOperationException">The atom is closed.</exception>
    public void AddSupport(Literal atom, Literal body, params ReadOnlySpan<Literal> dependencies)
    {
        var number = AtomFor(atom);
        if (_table.Atoms[number].IsClosed)
        {
            throw new InvalidOperationException($"the atom {_solver.NameOf(atom)} is closed: it takes no more supports");
        }

        _solver.Recorder?.RecordSupport(atom, body, dependencies);
        Span<int> needed = dependencies.Length <= 16 ? stackalloc int[dependencies.Length] : new int[dependencies.Length];
        for (var i = 0; i < needed.Length; i++)
        {
            needed[i] = AtomFor(dependencies[i]);
            _solver.AddClauseCodes([body.Code ^ 1, dependencies[i].Code]);
        }

        _solver.NeverGuess(body.Code);
        _table.AddSupport(number, body.Code, needed);
        _table.Atoms[number].Pending.Add(body.Code);
        NoteChange(number);
    }

    /// <summary>True if the literal was declared as an atom.</summary>
    public bool IsAtom(Literal literal) => _atomByLiteral.ContainsKey(literal.Code);

    /// <summary>Promises that no support will be added to the atom any more. Does nothing if it is closed.</summary>
    public void Close(Literal atom)
    {
        var number = AtomFor(atom);
        if (!_table.Atoms[number].IsClosed)
        {
            _table.Atoms[number].IsClosed = true;
            NoteChange(number);
        }
    }

    /// <summary>
    /// The literal "held up by a support not yet added" as it is now. Each addition of supports replaces it by a new one that implies it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The atom is closed.</exception>
    public Literal OpenLiteral(Literal atom)
    {
        Flush();
        var literal = _table.Atoms[AtomFor(atom)].OpenLiteral;
        if (literal == Atom.NoLiteral)
        {
            Flush();
            literal = _table.Atoms[AtomFor(atom)].OpenLiteral;
        }

        return literal != Atom.NoLiteral
            ? new Literal(literal)
            : throw new InvalidOperationException($"the atom {_solver.NameOf(atom)} is closed: it has no open literal");
    }

    /// <summary>The atom whose current or former <see cref="OpenLiteral"/> this is, null if it is none: for encoders.</summary>
    public Literal? AtomOfOpenLiteral(Literal literal) =>
        _atomByOpenLiteral.TryGetValue(literal.Code, out var atom) ? new Literal(_table.Atoms[atom].Literal) : null;

    /// <summary>Writes the clauses for what was added since the last call.</summary>
    internal void Flush()
    {
        for (var i = 0; i < _changed.Count; i++)
        {
            FlushAtom(_changed[i]);
        }

        _changed.Clear();
    }

    /// <summary>Looks for true atoms that nothing holds up, after propagation.</summary>
    /// <returns>True if clauses were added.</returns>
    internal bool Check() => _table.AtomCount > 0 && _sources.Check();

    /// <summary>Without an encoder nothing can come any more.</summary>
    internal bool CloseIfOpenLiteral(Literal literal)
    {
        if (AtomOfOpenLiteral(literal) is not { } atom)
        {
            return false;
        }

        Close(atom);
        return true;
    }

    /// <summary>True if supports came since the literal stood for those to come: it is only a link between the two clauses now.</summary>
    internal bool IsFormerOpenLiteral(Literal literal) =>
        _atomByOpenLiteral.TryGetValue(literal.Code, out var number) && _table.Atoms[number].OpenLiteral != literal.Code;

    /// <summary>The encoder was told of the literal: if it means that an atom needs another support, one must have come.</summary>
    internal void RequireAnswer(Literal literal)
    {
        if (_atomByOpenLiteral.TryGetValue(literal.Code, out var number))
        {
            ref var atom = ref _table.Atoms[number];
            if (atom.OpenLiteral == literal.Code && atom.Pending.Count == 0 && !atom.IsClosed)
            {
                var name = _solver.NameOf(new Literal(atom.Literal));
                throw new InvalidOperationException($"the encoder neither added a support to the atom {name} nor closed it");
            }
        }
    }

    private int AtomFor(Literal literal)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_atomByLiteral, literal.Code, out var exists);
        if (!exists)
        {
            number = _table.AddAtom(literal.Code);
            _solver.NeverGuess(literal.Code);
            _solver.Recorder?.RecordAtom(literal);
            NoteChange(number);
        }

        return number;
    }

    private void NoteChange(int number)
    {
        ref var atom = ref _table.Atoms[number];
        if (!atom.IsChanged)
        {
            atom.IsChanged = true;
            _changed.Add(number);
        }
    }

    private void FlushAtom(int number)
    {
        ref var atom = ref _table.Atoms[number];
        atom.IsChanged = false;
        var antecedent = atom.OpenLiteral == Atom.NoLiteral ? atom.Literal : atom.OpenLiteral;
        if (atom.OpenLiteral != Atom.NoLiteral)
        {
            _table.DropOpenSupport(number);
        }

        var clause = new List<int>(atom.Pending.Count + 2) { antecedent ^ 1 };
        clause.AddRange(atom.Pending.Span);
        atom.Pending.Count = 0;
        if (atom.IsClosed)
        {
            atom.OpenLiteral = Atom.NoLiteral;
        }
        else
        {
            var open = _solver.AddInternalVariable() << 1;

            // Guessed (false) before all else: the encoder is to be asked for more only where that is inescapable.
            _solver.SetInternalPriority(open >> 1, int.MaxValue);
            _solver.NeverGuess(open);
            atom.OpenLiteral = open;
            _atomByOpenLiteral.Add(open, number);
            _table.AddOpenSupport(number, open);
            _solver.Watch(new Literal(open));
            clause.Add(open);
        }

        _sources.NoteChange(number);
        _solver.AddClauseCodes(CollectionsMarshal.AsSpan(clause));
    }
}
