namespace Cairn.Python;

/// <summary>What a module may lose without changing what its functions do.</summary>
/// <param name="Calls">Functions whose calls, as statements of a module or of its classes, are left out.</param>
/// <param name="Assignments">Names whose assignments in the same places are left out.</param>
/// <param name="ConditionalDecorator">The decorator whose only argument says under which condition a function counts.</param>
public sealed record SourceReduction(IReadOnlySet<string> Calls, IReadOnlySet<string> Assignments, string ConditionalDecorator);
