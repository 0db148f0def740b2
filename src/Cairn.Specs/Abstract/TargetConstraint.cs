namespace Cairn.Specs;

/// <summary>The algebra of targets in specs: names, ranges <c>low:high</c> and lists of them.</summary>
internal static class TargetConstraint
{
    public static bool Intersects(string left, string right) => left == right || IntersectionParts(left, right).Count > 0;

    public static string Intersection(string? left, string? right) => string.Join(',', IntersectionParts(left, right));

    private static List<string> IntersectionParts(string? left, string? right)
    {
        List<string> result = [];
        if (string.IsNullOrEmpty(left) || string.IsNullOrEmpty(right))
        {
            return result;
        }

        foreach (string mine in left.Split(','))
        {
            foreach (string theirs in right.Split(','))
            {
                if (mine == theirs)
                {
                    result.Add(mine);
                }
            }
        }

        return result;
    }
}
