using System.Collections.Immutable;

namespace Cairn.Python.Text.Patterns;

/// <summary>The .NET form of a Python pattern.</summary>
/// <param name="Text">The pattern for <see cref="System.Text.RegularExpressions.Regex"/>; every group carries its Python number.</param>
/// <param name="Flags">The flags in force for the whole pattern, inline ones included.</param>
/// <param name="IgnoresCase">True if the .NET option for it must be set.</param>
/// <param name="GroupNames">The name of each group (index 0 is the whole match), null where it has none.</param>
/// <param name="ClosingOrder">For each group, its rank in the order of closing parentheses; decides <c>lastindex</c>.</param>
internal sealed record PatternTranslation(
    string Text, PatternFlags Flags, bool IgnoresCase, ImmutableArray<string?> GroupNames, ImmutableArray<int> ClosingOrder);
