using System.Collections;
using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>
/// A sorted list of versions and ranges without redundancy: ranges that touch are one, and a version that a range
/// covers is left out; immutable.
/// </summary>
public sealed class VersionList : VersionConstraint, IEquatable<VersionList>, IEnumerable<VersionConstraint>
{
    private readonly ImmutableArray<VersionConstraint> _elements;

    private VersionList(ImmutableArray<VersionConstraint> elements) => _elements = elements;

    /// <summary>The list that holds every version.</summary>
    public static VersionList Any { get; } = new([VersionRange.Any]);

    /// <summary>The list that holds no version.</summary>
    public static VersionList Empty { get; } = new([]);

    /// <summary>The elements, each a <see cref="Version"/> or a <see cref="VersionRange"/>, in ascending order.</summary>
    public ImmutableArray<VersionConstraint> Elements => _elements;

    /// <summary>The number of elements.</summary>
    public int Count => _elements.Length;

    /// <summary>True if no version is excluded.</summary>
    public bool IsAny => ReferenceEquals(this, Any) || (_elements.Length == 1 && _elements[0] is VersionRange { IsAny: true });

    /// <summary>True if no version is included.</summary>
    public bool IsEmpty => _elements.IsEmpty;

    /// <summary>The one version that the list consists of, or null.</summary>
    public Version? Concrete => _elements.Length == 1 ? _elements[0] as Version : null;

    /// <summary>Like <see cref="Concrete"/>, but the range <c>1.2</c> counts as the version 1.2.</summary>
    public Version? ConcreteRangeAsVersion => _elements switch
    {
        [Version version] => version,
        [VersionRange range] when range.LowBound.PrefixSuccessor().Equals(range.HighBound) => range.LowBound,
        _ => null,
    };

    /// <summary>The lowest single version among the elements, leaving git versions out.</summary>
    public Version? Lowest => _elements.OfType<Version>().FirstOrDefault(version => !version.IsGit);

    /// <summary>The highest single version among the elements, leaving git versions out.</summary>
    public Version? Highest => _elements.OfType<Version>().LastOrDefault(version => !version.IsGit);

    /// <summary>The highest single version that has no component like <c>develop</c>.</summary>
    public Version? HighestNumeric
        => _elements.OfType<Version>().LastOrDefault(version => version is { IsGit: false, IsDevelop: false });

    /// <summary>The highest numeric version, or else the highest.</summary>
    public Version? Preferred => HighestNumeric ?? Highest;

    /// <summary>Reads a list such as <c>1.2:1.4,=1.6</c>.</summary>
    /// <exception cref="SpecSyntaxException">An element is no version, or a range is empty.</exception>
    public static new VersionList Parse(string text) => Of(VersionParser.ParseConstraint(text));

    /// <summary>The list that consists of one constraint.</summary>
    public static VersionList Of(VersionConstraint constraint) => constraint switch
    {
        VersionList list => list,
        VersionRange { IsAny: true } => Any,
        _ => new VersionList([constraint]),
    };

    /// <summary>The normalised list of all versions of <paramref name="constraints"/>.</summary>
    public static VersionList Of(IEnumerable<VersionConstraint> constraints)
    {
        List<VersionConstraint> elements = [];
        foreach (VersionConstraint constraint in constraints)
        {
            AddTo(elements, constraint);
        }

        return elements.Count == 0 ? Empty : new VersionList([.. elements]);
    }

    /// <summary>The list with the versions of <paramref name="constraint"/> added.</summary>
    public VersionList Add(VersionConstraint constraint)
    {
        List<VersionConstraint> elements = [.. _elements];
        AddTo(elements, constraint);
        return new VersionList([.. elements]);
    }

    /// <summary>True if the list holds <paramref name="version"/>.</summary>
    public bool Contains(Version version) => ContainsVersion(version);

    /// <inheritdoc/>
    public override bool Satisfies(VersionConstraint other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is VersionList { IsAny: true })
        {
            return true;
        }

        foreach (VersionConstraint element in _elements)
        {
            if (!element.Satisfies(other))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Intersects(VersionConstraint other)
    {
        if (other is not VersionList list)
        {
            foreach (VersionConstraint element in _elements)
            {
                if (element.Intersects(other))
                {
                    return true;
                }
            }

            return false;
        }

        int mine = 0;
        int theirs = 0;
        while (mine < _elements.Length && theirs < list._elements.Length)
        {
            if (_elements[mine].Intersects(list._elements[theirs]))
            {
                return true;
            }

            if (CompareElements(_elements[mine], list._elements[theirs]) < 0)
            {
                mine++;
            }
            else
            {
                theirs++;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override VersionConstraint Union(VersionConstraint other) => Add(other);

    /// <inheritdoc/>
    public override VersionConstraint Intersection(VersionConstraint other) => Intersect(other);

    /// <summary>The versions of both; this very list if that leaves both its meaning and its text as they are.</summary>
    public VersionList Intersect(VersionConstraint other)
    {
        VersionList list = Of(other);
        if (IsAny && list.IsAny)
        {
            return this;
        }

        List<VersionConstraint> elements = [];
        CollectIntersections(elements, this, list);
        CollectIntersections(elements, list, this);
        if (elements.Count == _elements.Length && elements.Zip(_elements).All(pair => SameText(pair.First, pair.Second)))
        {
            return this;
        }

        return elements.Count == 0 ? Empty : new VersionList([.. elements]);
    }

    /// <inheritdoc/>
    public bool Equals(VersionList? other)
        => ReferenceEquals(this, other) || (other is not null && _elements.AsSpan().SequenceEqual(other._elements.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = _elements.Length;
        foreach (VersionConstraint element in _elements)
        {
            hash = (hash * 31) + element.GetHashCode();
        }

        return hash;
    }

    /// <summary>The elements joined by commas, single versions with an equals sign: <c>=1.2,1.4:</c>.</summary>
    public override string ToString()
    {
        if (_elements.Length == 1)
        {
            return ElementText(_elements[0]);
        }

        return string.Join(',', _elements.Select(ElementText));
    }

    /// <inheritdoc/>
    public IEnumerator<VersionConstraint> GetEnumerator() => ((IEnumerable<VersionConstraint>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static int Compare(VersionList left, VersionList right)
    {
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            int result = CompareElements(left._elements[i], right._elements[i]);
            if (result != 0)
            {
                return result;
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    internal bool ContainsVersion(Version version)
    {
        foreach (VersionConstraint element in _elements)
        {
            if (element.Intersects(version))
            {
                return true;
            }
        }

        return false;
    }

    private static string ElementText(VersionConstraint element)
        => element is Version { IsGit: false } version ? "=" + version : element.ToString()!;

    private static bool SameText(VersionConstraint left, VersionConstraint right)
        => ReferenceEquals(left, right) || (left.Equals(right) && left.ToString() == right.ToString());

    private static void CollectIntersections(List<VersionConstraint> result, VersionList left, VersionList right)
    {
        foreach (VersionConstraint element in left._elements)
        {
            int position = LowerBound(right._elements, element);
            if (position > 0)
            {
                AddTo(result, right._elements[position - 1].Intersection(element));
            }

            if (position < right._elements.Length)
            {
                AddTo(result, right._elements[position].Intersection(element));
            }
        }
    }

    private static void AddTo(List<VersionConstraint> elements, VersionConstraint item)
    {
        switch (item)
        {
            case VersionList list:
                foreach (VersionConstraint element in list._elements)
                {
                    AddTo(elements, element);
                }

                break;

            case VersionRange range:
                AddRange(elements, range);
                break;

            default:
                int position = LowerBound(elements, item);
                bool touchesLeft = position > 0 && item.Intersects(elements[position - 1]);
                bool touchesRight = position < elements.Count && item.Intersects(elements[position]);
                if (!touchesLeft && !touchesRight)
                {
                    elements.Insert(position, item);
                }

                break;
        }
    }

    private static void AddRange(List<VersionConstraint> elements, VersionRange range)
    {
        int position = LowerBound(elements, range);

        // The range may swallow several neighbours on either side.
        while (position > 0 && range.UnionIfConnected(elements[position - 1]) is { } union)
        {
            range = union;
            elements.RemoveAt(--position);
        }

        while (position < elements.Count && range.UnionIfConnected(elements[position]) is { } union)
        {
            range = union;
            elements.RemoveAt(position);
        }

        elements.Insert(position, range);
    }

    private static int LowerBound(IReadOnlyList<VersionConstraint> elements, VersionConstraint item)
    {
        int low = 0;
        int high = elements.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (CompareElements(elements[middle], item) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
