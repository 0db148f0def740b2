namespace Cairn.Config.Editing;

/// <summary>What a section's value is.</summary>
internal enum SectionKind
{
    /// <summary>Nothing, <c>{}</c> or <c>[]</c>.</summary>
    Empty,

    /// <summary>A mapping with entries.</summary>
    Mapping,

    /// <summary>A list with items.</summary>
    List,

    /// <summary>Something that cannot hold entries.</summary>
    Other,
}
