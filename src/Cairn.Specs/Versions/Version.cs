using System.Collections.Immutable;
using System.Text;

namespace Cairn.Specs;

/// <summary>
/// A single version such as <c>1.2.3</c>, <c>develop</c> or <c>2.0-rc1</c>, or a git reference with the version that it
/// stands for, such as <c>git.feature=1.2</c>; immutable.
/// </summary>
/// <remarks>
/// A version is a list of components, compared one by one, followed by an optional mark of a pre-release
/// (<c>alpha</c>, <c>beta</c>, <c>rc</c>, each with an optional number) that puts it before the release. Separators do
/// not count: <c>1.2-3</c> equals <c>1.2.3</c>. They are kept for printing.
/// </remarks>
public sealed class Version : VersionConstraint, IComparable<Version>, IEquatable<Version>
{
    private readonly VersionComponent[] _release;
    private readonly string[] _separators;
    private readonly PreRelease _preRelease;
    private string? _text;

    internal Version(string? text, VersionComponent[] release, PreRelease preRelease, string[] separators)
    {
        _text = text;
        _release = release;
        _preRelease = preRelease;
        _separators = separators;
    }

    private Version(string reference, bool hasGitPrefix, Version? standard)
    {
        GitReference = reference;
        HasGitPrefix = hasGitPrefix;
        ReferenceVersion = standard;
        _release = standard?._release ?? [];
        _separators = standard?._separators ?? [];
        _preRelease = standard?._preRelease ?? PreRelease.Final;
    }

    /// <summary>Below every version: the open lower end of a range.</summary>
    internal static Version Minimum { get; } = new("", [], new PreRelease(PreReleaseKind.Alpha, null), [""]);

    /// <summary>Above every version: the open upper end of a range.</summary>
    internal static Version Maximum { get; } = new("infinity", [VersionComponent.AboveEverything], PreRelease.Final, [""]);

    /// <summary>The git branch, tag or commit, or null for an ordinary version.</summary>
    public string? GitReference { get; }

    /// <summary>True if the reference was written with the prefix <c>git.</c>.</summary>
    public bool HasGitPrefix { get; }

    /// <summary>The version that a git reference stands for, or null if none was given.</summary>
    public Version? ReferenceVersion { get; }

    /// <summary>True for a version that is a git branch, tag or commit.</summary>
    public bool IsGit => GitReference is not null;

    /// <summary>True if the git reference is a full commit hash.</summary>
    public bool IsCommit => GitReference is not null && VersionParser.IsCommitHash(GitReference);

    /// <summary>The components without the mark of a pre-release.</summary>
    public ImmutableArray<VersionComponent> Components => [.. _release];

    /// <summary>The number of components, not counting the mark of a pre-release.</summary>
    public int Length => _release.Length;

    /// <summary>True if a component is <c>develop</c>, <c>main</c> or one of the other words above all numbers.</summary>
    public bool IsDevelop
    {
        get
        {
            foreach (VersionComponent component in _release)
            {
                if (component.IsInfinity)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>True for alpha, beta and release candidate versions.</summary>
    public bool IsPreRelease => _preRelease.Kind != PreReleaseKind.Final;

    /// <summary>The version with <c>-</c> and <c>_</c> replaced by dots.</summary>
    public Version Dotted => Respell(static text => text.Replace('-', '.').Replace('_', '.'));

    /// <summary>The version with dots and underscores replaced by dashes.</summary>
    public Version Dashed => Respell(static text => text.Replace('.', '-').Replace('_', '-'));

    /// <summary>The version with dots and dashes replaced by underscores.</summary>
    public Version Underscored => Respell(static text => text.Replace('.', '_').Replace('-', '_'));

    /// <summary>The version without separators.</summary>
    public Version Joined
        => Respell(static text => text.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal));

    /// <summary>The components joined by dots with every word replaced by 0, for systems that know numbers only.</summary>
    public string DottedNumericText
    {
        get
        {
            IEnumerable<string> parts = _release.Select(part => part.IsNumber ? part.ToString() : "0");
            if (IsPreRelease)
            {
                parts = parts.Append("0");
                parts = _preRelease.Number is { } number ? parts.Append(number.ToString()) : parts;
            }

            return string.Join('.', parts);
        }
    }

    /// <summary>What takes part in comparisons with ordinary versions and ranges.</summary>
    /// <exception cref="CairnException">A git reference of which nobody said what version it stands for.</exception>
    internal Version Standard => !IsGit ? this : ReferenceVersion ?? throw UnknownReference();

    /// <summary>Reads a version. Unlike <see cref="VersionConstraint.Parse"/> a plain <c>1.2</c> is one version here.</summary>
    /// <exception cref="SpecSyntaxException">A character is not allowed in versions.</exception>
    public static new Version Parse(string text) => VersionParser.ParseVersion(text);

    /// <summary>A git reference, with the version it stands for if that is known.</summary>
    public static Version FromGit(string reference, bool hasGitPrefix, Version? standsFor)
        => new(reference, hasGitPrefix, standsFor);

    /// <summary>This git reference with the version that a look-up in its repository has found.</summary>
    public Version WithReferenceVersion(Version standsFor)
        => IsGit ? new Version(GitReference!, HasGitPrefix, standsFor) : this;

    /// <summary>The first <paramref name="count"/> components; from the end if negative, as with Python's slices.</summary>
    public Version UpTo(int count) => Slice(null, count, null);

    /// <summary>The components that Python's slice <c>[start:stop:step]</c> takes, as a version.</summary>
    public Version Slice(int? start, int? stop, int? step)
    {
        IEnumerable<string> components = PythonSlice.Of(_release, start, stop, step).Select(part => part.ToString());
        IEnumerable<string> separators = PythonSlice.Of(_separators, start, stop, step);
        StringBuilder text = new();
        string last = "";
        foreach ((string component, string separator) in components.Zip(separators))
        {
            text.Append(last).Append(component);
            last = separator;
        }

        return VersionParser.ParseStandard(text.ToString());
    }

    /// <inheritdoc/>
    public override bool Satisfies(VersionConstraint other) => other switch
    {
        Version version => Equals(version),
        VersionRange range => range.Contains(this),
        _ => ((VersionList)other).ContainsVersion(this),
    };

    /// <inheritdoc/>
    public override bool Intersects(VersionConstraint other) => Satisfies(other);

    /// <inheritdoc/>
    public override VersionConstraint Union(VersionConstraint other) => other switch
    {
        Version version => Equals(version) ? this : VersionList.Of([this, version]),
        _ => other.Union(this),
    };

    /// <inheritdoc/>
    public override VersionConstraint Intersection(VersionConstraint other) => other switch
    {
        Version version => Equals(version) ? this : VersionList.Empty,
        _ => other.Intersection(this),
    };

    /// <inheritdoc/>
    public int CompareTo(Version? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        if (!IsGit && !other.IsGit)
        {
            return CompareStandard(this, other);
        }

        // References without a version have no place among the numbers; they are sorted after all others.
        bool known = !IsGit || ReferenceVersion is not null;
        bool otherKnown = !other.IsGit || other.ReferenceVersion is not null;
        if (known != otherKnown)
        {
            return known ? -1 : 1;
        }

        int byVersion = known ? CompareStandard(Standard, other.Standard) : 0;
        return byVersion != 0 ? byVersion : string.CompareOrdinal(GitReference, other.GitReference);
    }

    /// <inheritdoc/>
    public bool Equals(Version? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null && IsGit == other.IsGit && GitReference == other.GitReference
            && (ReferenceVersion is null) == (other.ReferenceVersion is null) && CompareStandard(this, other) == 0;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Version);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (IsGit)
        {
            return GitReference!.GetHashCode(StringComparison.Ordinal);
        }

        int hash = (int)_preRelease.Kind;
        foreach (VersionComponent component in _release)
        {
            hash = (hash * 31) + component.GetHashCode();
        }

        return hash;
    }

    /// <summary>The version as it was written.</summary>
    public override string ToString() => _text ??= IsGit ? GitText() : ComponentText();

    /// <summary>True if the left version is older.</summary>
    public static bool operator <(Version left, Version right) => left.CompareTo(right) < 0;

    /// <summary>True if the left version is newer.</summary>
    public static bool operator >(Version left, Version right) => left.CompareTo(right) > 0;

    /// <summary>True if the left version is not newer.</summary>
    public static bool operator <=(Version left, Version right) => left.CompareTo(right) <= 0;

    /// <summary>True if the left version is not older.</summary>
    public static bool operator >=(Version left, Version right) => left.CompareTo(right) >= 0;

    /// <summary>Equality of what the versions mean; see the remarks of the type.</summary>
    public static bool operator ==(Version? left, Version? right) => left is null ? right is null : left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Version? left, Version? right) => !(left == right);

    /// <summary>The least version that is above this one and above everything that starts with it: 1.2 gives 1.3.</summary>
    internal Version PrefixSuccessor()
    {
        if (IsPreRelease)
        {
            return new Version(null, _release, _preRelease.Successor(), _separators);
        }

        if (_release.Length == 0)
        {
            return new Version(null, [VersionComponent.FromWord("A")], _preRelease, [""]);
        }

        return new Version(null, [.. _release.AsSpan(0, _release.Length - 1), _release[^1].Successor()], _preRelease, _separators);
    }

    /// <summary>The inverse of <see cref="PrefixSuccessor"/>; leading zeros of components don't survive the trip.</summary>
    internal Version PrefixPredecessor()
    {
        if (IsPreRelease)
        {
            return new Version(null, _release, _preRelease.Predecessor(), _separators);
        }

        return _release.Length == 0
            ? this
            : new Version(null, [.. _release.AsSpan(0, _release.Length - 1), _release[^1].Predecessor()], _preRelease, _separators);
    }

    internal CairnException UnknownReference() => new(new Diagnostic(
        "git-version",
        $"nobody has said which version the git reference `{GitReference}` stands for",
        hint: $"write `@{(HasGitPrefix ? "git." : "")}{GitReference}=VERSION`"));

    private static int CompareStandard(Version left, Version right)
    {
        VersionComponent[] a = left._release;
        VersionComponent[] b = right._release;
        int common = Math.Min(a.Length, b.Length);
        for (int i = 0; i < common; i++)
        {
            int result = a[i].CompareTo(b[i]);
            if (result != 0)
            {
                return result;
            }
        }

        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : left._preRelease.CompareTo(right._preRelease);
    }

    private Version Respell(Func<string, string> respell) => VersionParser.ParseStandard(respell(Standard.ToString()));

    private string GitText()
    {
        string reference = HasGitPrefix ? "git." + GitReference : GitReference!;
        return ReferenceVersion is null ? reference : $"{reference}={ReferenceVersion}";
    }

    private string ComponentText()
    {
        StringBuilder text = new();
        for (int i = 0; i < _release.Length && i < _separators.Length; i++)
        {
            text.Append(_release[i].ToString()).Append(_separators[i]);
        }

        if (_preRelease.Kind != PreReleaseKind.Final)
        {
            text.Append(_preRelease.Kind switch
            {
                PreReleaseKind.Alpha => "alpha",
                PreReleaseKind.Beta => "beta",
                _ => "rc",
            });
        }

        if (_preRelease.Number is { } number)
        {
            text.Append(_separators[_release.Length]).Append(number.ToString());
        }

        return text.ToString();
    }
}
