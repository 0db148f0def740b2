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
/// encoder is called with that literal (it is watched), and must add the missing supports or <see cref="Close"/> the atom. If no
/// encoder is set, an open atom counts as closed.
/// </para>
/// <para>The graph adds for each atom the clause "atom → one of its supports' bodies", so the user need not.</para>
/// </remarks>
public sealed class SupportGraph
{
    /// <summary>Declares that the literal needs support. Does nothing if it was declared before.</summary>
    public void AddAtom(Literal atom) => throw new NotImplementedException();

    /// <summary>
    /// The body, when true, holds the atom up provided that all atoms that it depends on are held up themselves. The clause
    /// "body → each dependency" is not added: the body must imply them for the meaning to be that of a rule.
    /// </summary>
    /// <param name="atom">The atom that is held up; declared if need be.</param>
    /// <param name="body">The literal that stands for the support.</param>
    /// <param name="dependencies">Atoms that must be founded themselves; none for a root.</param>
    /// <exception cref="InvalidOperationException">The atom is closed.</exception>
    public void AddSupport(Literal atom, Literal body, params ReadOnlySpan<Literal> dependencies) => throw new NotImplementedException();

    /// <summary>True if the literal was declared as an atom.</summary>
    public bool IsAtom(Literal literal) => throw new NotImplementedException();

    /// <summary>Promises that no support will be added to the atom any more.</summary>
    public void Close(Literal atom) => throw new NotImplementedException();

    /// <summary>The literal "held up by a support not yet added" as it is now; it is a new one after each <see cref="AddSupport"/>.</summary>
    public Literal OpenLiteral(Literal atom) => throw new NotImplementedException();

    /// <summary>The atom whose current or former <see cref="OpenLiteral"/> this is, null if it is none: for encoders.</summary>
    public Literal? AtomOfOpenLiteral(Literal literal) => throw new NotImplementedException();
}
