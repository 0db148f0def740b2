namespace Cairn.Concretization.Encoding;

/// <summary>
/// In which order the search guesses: what a node is like, then who stands for a virtual. Whether further nodes exist comes after
/// that, because it follows; guessed earlier, it would bend the choices that it should follow from.
/// </summary>
internal static class GuessOrder
{
    /// <summary>Whether a fact counts, while a failure is traced.</summary>
    public const int Guard = 100;

    /// <summary>Whether a request is solved.</summary>
    public const int Request = 50;

    /// <summary>Versions, variants, targets, and which existing thing is taken.</summary>
    public const int Attribute = 4;

    /// <summary>Who stands for a virtual, and which node of a package is meant.</summary>
    public const int Provider = 2;

    /// <summary>Whether a node exists.</summary>
    public const int Existence = -1;

    /// <summary>Reasons that are not known yet.</summary>
    public const int Unknown = -2;
}
