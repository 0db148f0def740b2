using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>
/// A processor model (<c>zen3</c>), a level of a family (<c>x86_64_v3</c>) or a family itself (<c>x86_64</c>).
/// </summary>
/// <remarks>
/// Microarchitectures are partially ordered: <c>a &lt;= b</c> says that code for <c>a</c> runs on <c>b</c>, which holds if
/// <c>a</c> is <c>b</c> or one of its ancestors. Two of them may be incomparable: <c>zen3</c> and <c>haswell</c>.
/// Known ones come from <see cref="Microarchitectures"/>; names that nobody knows become families of their own.
/// </remarks>
public sealed class Microarchitecture : IEquatable<Microarchitecture>
{
    /// <summary>The vendor of families and levels.</summary>
    public const string GenericVendor = "generic";

    private readonly MicroarchitectureTable? _table;
    private readonly Range _compilerLines;
    private ImmutableArray<CompilerEntry> _compilers;
    private ImmutableArray<Microarchitecture> _ancestors;

    internal Microarchitecture(
        string name,
        string vendor,
        ImmutableArray<Microarchitecture> parents,
        ImmutableArray<string> features,
        int generation = 0,
        string cpuPart = "",
        MicroarchitectureTable? table = null,
        Range compilerLines = default)
    {
        Name = name;
        Vendor = vendor;
        Parents = parents;
        Features = features;
        Generation = generation;
        CpuPart = cpuPart;
        _table = table;
        _compilerLines = compilerLines;
    }

    /// <summary>The name in specs: <c>target=zen3</c>.</summary>
    public string Name { get; }

    /// <summary>The vendor as processors report it, such as <c>GenuineIntel</c>; <see cref="GenericVendor"/> for families and levels.</summary>
    public string Vendor { get; }

    /// <summary>Those that this one directly extends.</summary>
    public ImmutableArray<Microarchitecture> Parents { get; }

    /// <summary>The instruction sets, as Linux names them, in ordinal order.</summary>
    public ImmutableArray<string> Features { get; }

    /// <summary>The POWER generation, 9 for POWER9; 0 where the notion doesn't exist.</summary>
    public int Generation { get; }

    /// <summary>The part number of Arm processors (<c>0xd0c</c>), or the empty text.</summary>
    public string CpuPart { get; }

    /// <summary>True for families and levels, such as <c>x86_64</c> and <c>x86_64_v3</c>.</summary>
    public bool IsGeneric => Vendor == GenericVendor;

    /// <summary>True if the name is one of <see cref="Microarchitectures.Known"/>.</summary>
    public bool IsKnown => _table is not null;

    /// <summary>All that this one extends, parents first, without itself.</summary>
    public ImmutableArray<Microarchitecture> Ancestors
    {
        get
        {
            if (_ancestors.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _ancestors, CollectAncestors());
            }

            return _ancestors;
        }
    }

    /// <summary>The family: the one ancestor that has no parents, or itself.</summary>
    public Microarchitecture Family
    {
        get
        {
            var family = this;
            while (!family.Parents.IsEmpty)
            {
                family = family.Parents[0];
            }

            return family;
        }
    }

    /// <summary>The best level (or the family) that this one extends: <c>x86_64_v3</c> for <c>zen3</c>.</summary>
    public Microarchitecture Generic
    {
        get
        {
            Microarchitecture? best = IsGeneric ? this : null;
            foreach (var ancestor in Ancestors)
            {
                if (ancestor.IsGeneric && (best is null || ancestor.Ancestors.Length > best.Ancestors.Length))
                {
                    best = ancestor;
                }
            }

            return best ?? Family;
        }
    }

    /// <summary>How each compiler that knows this microarchitecture is told about it, in the order of preference.</summary>
    public ImmutableArray<CompilerEntry> Compilers
    {
        get
        {
            if (_compilers.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _compilers, _table?.ReadCompilers(_compilerLines) ?? []);
            }

            return _compilers;
        }
    }

    /// <summary>True if this one has the feature, by its own name or by an alias such as <c>avx512</c> or <c>neon</c>.</summary>
    public bool HasFeature(string feature) =>
        Features.BinarySearch(feature, StringComparer.Ordinal) >= 0 || FeatureAliases.Implies(this, feature);

    /// <summary>True if <paramref name="other"/> is this one or descends from it: code for this runs there.</summary>
    public bool IsCompatibleWith(Microarchitecture other) => Equals(other) || other.Descends(this);

    /// <summary>
    /// What a compiler needs to be told to optimize for this microarchitecture, or why it can't.
    /// </summary>
    /// <param name="compiler">The compiler's package name: <c>gcc</c>, <c>clang</c>, <c>oneapi</c>, …</param>
    /// <param name="version">Its version as dotted digits, without a suffix such as <c>-rc1</c>.</param>
    public CompilerSupport SupportBy(string compiler, string version) => CompilerSupport.Find(this, compiler, version);

    /// <summary>The flags that optimize for this microarchitecture; empty if nothing is known of the compiler.</summary>
    /// <exception cref="UnsupportedMicroarchitectureException">That version of the compiler can't optimize for it.</exception>
    public string OptimizationFlags(string compiler, string version)
    {
        var support = SupportBy(compiler, version);
        return support.Flags ?? throw new UnsupportedMicroarchitectureException(this, compiler, version, support.Refusal!);
    }

    /// <summary>The newest of this one and its ancestors that the compiler can optimize for, or null if there is none.</summary>
    public Microarchitecture? BestSupportedBy(string compiler, string version)
    {
        if (SupportBy(compiler, version).IsSupported)
        {
            return this;
        }

        Microarchitecture? best = null;
        foreach (var ancestor in Ancestors)
        {
            if ((best is null || IsBetter(ancestor, best)) && ancestor.SupportBy(compiler, version).IsSupported)
            {
                best = ancestor;
            }
        }

        return best;
    }

    /// <summary>True if <paramref name="left"/> is a proper ancestor of <paramref name="right"/>.</summary>
    public static bool operator <(Microarchitecture left, Microarchitecture right) => right.Descends(left);

    /// <summary>True if <paramref name="left"/> is <paramref name="right"/> or one of its ancestors.</summary>
    public static bool operator <=(Microarchitecture left, Microarchitecture right) => left.IsCompatibleWith(right);

    /// <summary>True if <paramref name="right"/> is a proper ancestor of <paramref name="left"/>.</summary>
    public static bool operator >(Microarchitecture left, Microarchitecture right) => left.Descends(right);

    /// <summary>True if <paramref name="right"/> is <paramref name="left"/> or one of its ancestors.</summary>
    public static bool operator >=(Microarchitecture left, Microarchitecture right) => right.IsCompatibleWith(left);

    /// <summary>True if both have the same name.</summary>
    public static bool operator ==(Microarchitecture? left, Microarchitecture? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True if their names differ.</summary>
    public static bool operator !=(Microarchitecture? left, Microarchitecture? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Microarchitecture? other) => ReferenceEquals(this, other) || (other is not null && Name == other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Microarchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A better choice has more ancestors, then more features (archspec's order of candidates).</summary>
    internal static bool IsBetter(Microarchitecture candidate, Microarchitecture than) =>
        candidate.Ancestors.Length != than.Ancestors.Length
            ? candidate.Ancestors.Length > than.Ancestors.Length
            : candidate.Features.Length > than.Features.Length;

    private bool Descends(Microarchitecture from)
    {
        foreach (var ancestor in Ancestors)
        {
            if (ancestor.Equals(from))
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<Microarchitecture> CollectAncestors()
    {
        var found = new List<Microarchitecture>(Parents);
        foreach (var parent in Parents)
        {
            foreach (var ancestor in parent.Ancestors)
            {
                if (!found.Contains(ancestor))
                {
                    found.Add(ancestor);
                }
            }
        }

        return [.. found];
    }
}
