using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>The part <c>target=</c> of a spec: names and ranges, separated by commas.</summary>
internal static class TargetPattern
{
    /// <summary>True if the target is one of those that the text names.</summary>
    public static bool Allows(string pattern, Microarchitecture target)
    {
        foreach (string part in pattern.Split(','))
        {
            int colon = part.IndexOf(':');
            if (part == "*" || (colon < 0 && part == target.Name))
            {
                return true;
            }

            if (colon >= 0
                && (colon == 0 || Microarchitectures.Get(part[..colon]) <= target)
                && (colon == part.Length - 1 || target <= Microarchitectures.Get(part[(colon + 1)..])))
            {
                return true;
            }
        }

        return false;
    }
}
