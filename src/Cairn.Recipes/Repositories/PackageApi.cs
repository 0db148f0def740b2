using System.Globalization;
using System.Text.RegularExpressions;

namespace Cairn.Recipes;

/// <summary>The version of the Package API that a repository is written for (<c>api: v2.2</c> in its <c>repo.yaml</c>).</summary>
public readonly partial record struct PackageApi(int Major, int Minor) : IComparable<PackageApi>
{
    /// <summary>What a <c>repo.yaml</c> without <c>api:</c> means.</summary>
    public static PackageApi Default => new(1, 0);

    /// <summary>The oldest that is understood.</summary>
    public static PackageApi Oldest => new(1, 0);

    /// <summary>The newest that is understood.</summary>
    public static PackageApi Newest => new(2, 4);

    /// <summary>True from 2.0 on: directories are Python modules and the namespace follows from the path.</summary>
    public bool HasModuleNames => Major >= 2;

    /// <summary>Reads <c>v2.2</c>.</summary>
    public static bool TryParse(string text, out PackageApi api)
    {
        var match = Form().Match(text);
        api = match.Success
            ? new PackageApi(
                int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
                int.Parse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            : default;
        return match.Success;
    }

    /// <inheritdoc/>
    public int CompareTo(PackageApi other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary><c>v2.2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}");

    /// <summary>Version order.</summary>
    public static bool operator <(PackageApi left, PackageApi right) => left.CompareTo(right) < 0;

    /// <summary>Version order.</summary>
    public static bool operator >(PackageApi left, PackageApi right) => left.CompareTo(right) > 0;

    /// <summary>Version order.</summary>
    public static bool operator <=(PackageApi left, PackageApi right) => left.CompareTo(right) <= 0;

    /// <summary>Version order.</summary>
    public static bool operator >=(PackageApi left, PackageApi right) => left.CompareTo(right) >= 0;

    [GeneratedRegex(@"^v(\d{1,4})\.(\d{1,4})$")]
    private static partial Regex Form();
}
