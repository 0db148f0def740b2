using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <summary>An atom of the support graph.</summary>
internal struct Atom
{
    public const int NoLiteral = -1;
    public const int None = -1;

    public int Literal;

    /// <summary>"Held up by a support not yet added"; <see cref="NoLiteral"/> before the first flush and once closed.</summary>
    public int OpenLiteral;

    /// <summary>The support that stands for <see cref="OpenLiteral"/>.</summary>
    public int OpenSupport;

    /// <summary>The support that holds the atom up at present, so that the chosen supports of all atoms form no circle.</summary>
    public int Source;

    public bool IsClosed;
    public bool IsChanged;

    /// <summary>Bodies added since the last flush.</summary>
    public IntList Pending;

    /// <summary>Its supports.</summary>
    public IntList Supports;

    /// <summary>The supports, of other atoms, that depend on it.</summary>
    public IntList Dependents;
}

/// <summary>A support of an atom.</summary>
internal struct Support
{
    public int Atom;
    public int Body;
    public int FirstDependency;
    public int DependencyCount;
}

/// <summary>The atoms and supports as plain arrays.</summary>
internal sealed class SupportTable
{
    private IntList _dependencies;

    public Atom[] Atoms = new Atom[16];
    public Support[] Supports = new Support[16];

    /// <summary>By literal: the supports that have it as their body.</summary>
    public IntList[] SupportsOfBody = new IntList[64];

    /// <summary>By literal: the number of its atom plus one, 0 if it is none.</summary>
    public int[] AtomOfLiteral = new int[64];

    public int AtomCount { get; private set; }

    public int SupportCount { get; private set; }

    public ReadOnlySpan<int> Dependencies(int support) =>
        _dependencies.Span.Slice(Supports[support].FirstDependency, Supports[support].DependencyCount);

    public int AddAtom(int literal)
    {
        if (AtomCount == Atoms.Length)
        {
            Array.Resize(ref Atoms, AtomCount * 2);
        }

        if (literal >= AtomOfLiteral.Length)
        {
            Array.Resize(ref AtomOfLiteral, Math.Max(literal + 1, AtomOfLiteral.Length * 2));
        }

        AtomOfLiteral[literal] = AtomCount + 1;
        Atoms[AtomCount] = new Atom
        {
            Literal = literal, OpenLiteral = Atom.NoLiteral, OpenSupport = Atom.None, Source = Atom.None,
        };
        return AtomCount++;
    }

    public int AddSupport(int atom, int body, ReadOnlySpan<int> dependencies)
    {
        if (SupportCount == Supports.Length)
        {
            Array.Resize(ref Supports, SupportCount * 2);
        }

        if (body >= SupportsOfBody.Length)
        {
            Array.Resize(ref SupportsOfBody, Math.Max(body + 1, SupportsOfBody.Length * 2));
        }

        var support = SupportCount++;
        Supports[support] = new Support
        {
            Atom = atom, Body = body, FirstDependency = _dependencies.Count, DependencyCount = dependencies.Length,
        };
        foreach (var dependency in dependencies)
        {
            _dependencies.Add(dependency);
            Atoms[dependency].Dependents.Add(support);
        }

        Atoms[atom].Supports.Add(support);
        SupportsOfBody[body].Add(support);
        return support;
    }

    public void AddOpenSupport(int atom, int literal) => Atoms[atom].OpenSupport = AddSupport(atom, literal, []);

    /// <summary>The supports that the open one stood for are now there themselves.</summary>
    public void DropOpenSupport(int atom)
    {
        var support = Atoms[atom].OpenSupport;
        Atoms[atom].Supports.RemoveFirst(support);
        Atoms[atom].OpenSupport = Atom.None;
        SupportsOfBody[Supports[support].Body].RemoveFirst(support);
        if (Atoms[atom].Source == support)
        {
            Atoms[atom].Source = Atom.None;
        }
    }
}
