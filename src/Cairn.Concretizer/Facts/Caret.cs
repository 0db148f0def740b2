using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Points at a part of a request.</summary>
internal static class Caret
{
    /// <summary>The place of what a request says of its root, or of a dependency; of the dependency as such if that is all.</summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">The dependency as it was written, <c>^mpich</c>; empty for the root.</param>
    /// <param name="part">What is said of it; empty for nothing more.</param>
    public static SourceLocation? Under(ConcretizationRequest request, string owner, string part)
    {
        var of = owner.Length == 0 ? request.Location : Under(request, owner);
        if (part.Length == 0 || of?.SourceLine is not { } line)
        {
            return of;
        }

        int index = line.IndexOf(part, Math.Clamp(of.Column - 1, 0, line.Length), StringComparison.Ordinal);
        return index < 0 ? of : of with { Column = index + 1, Length = part.Length };
    }

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
