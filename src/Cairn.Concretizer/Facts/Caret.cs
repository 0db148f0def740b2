using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Points at a part of a request.</summary>
internal static class Caret
{
    /// <summary>The place of the request, narrowed to a part of its text if that can be found.</summary>
    public static SourceLocation? Under(ConcretizationRequest request, string part)
    {
        part = part.Trim();
        if (request.Location is not { SourceLine: { } line } location || part.Length == 0)
        {
            return request.Location;
        }

        int index = line.IndexOf(part, Math.Clamp(location.Column - 1, 0, line.Length), StringComparison.Ordinal);
        return index < 0 ? location : location with { Column = index + 1, Length = part.Length };
    }
}
