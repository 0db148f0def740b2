using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Makes the parts of nodes, each value once however often it occurs.</summary>
internal sealed class NodeParts
{
    private readonly Dictionary<string, Version> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VariantValue> _on = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VariantValue> _off = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, VariantValue>> _singles = new(StringComparer.Ordinal);
    private readonly List<ConcreteArchitecture> _architectures = [];
    private readonly Dictionary<string, Microarchitecture> _targets = new(StringComparer.Ordinal);
    private CompilerFlags? _emptyFlags;
    private ImmutableArray<string> _emptyKinds = [];

    /// <summary>Reads a version.</summary>
    public Version Version(string text)
    {
        if (!_versions.TryGetValue(text, out var version))
        {
            _versions.Add(text, version = Specs.Version.Parse(text));
        }

        return version;
    }

    /// <summary>The microarchitecture of a name.</summary>
    public Microarchitecture Target(string name)
    {
        if (!_targets.TryGetValue(name, out var target))
        {
            _targets.Add(name, target = Microarchitectures.Get(name));
        }

        return target;
    }

    /// <summary>The microarchitecture that a file describes; what is known of a name counts more than the description.</summary>
    public Microarchitecture Target(PlainValue value)
    {
        if (value is PlainMapping mapping && mapping["name"] is PlainText name)
        {
            if (!_targets.TryGetValue(name.Text, out var target))
            {
                _targets.Add(name.Text, target = Microarchitectures.Find(name.Text) ?? Describe(name.Text, mapping));
            }

            return target;
        }

        return value is PlainText text ? Target(text.Text) : throw SpecLinker.Damaged("a target has no name");
    }

    public ConcreteArchitecture Architecture(string? platform, string? system, Microarchitecture? target)
    {
        // A store has few of them.
        foreach (var known in _architectures)
        {
            if (known.Platform == platform && known.OperatingSystem == system && known.Target == target)
            {
                return known;
            }
        }

        var architecture = new ConcreteArchitecture(
            platform ?? throw SpecLinker.Damaged("an architecture has no platform"),
            system ?? throw SpecLinker.Damaged("an architecture has no operating system"),
            target ?? throw SpecLinker.Damaged("an architecture has no target"));
        _architectures.Add(architecture);
        return architecture;
    }

    public VariantValue Boolean(string name, bool value)
    {
        var known = value ? _on : _off;
        if (!known.TryGetValue(name, out var variant))
        {
            known.Add(name, variant = VariantValue.Boolean(name, value));
        }

        return variant;
    }

    /// <summary>A single value; the words true and false are booleans, in whatever case.</summary>
    public VariantValue Single(string name, string value)
    {
        if (value.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Boolean(name, true);
        }

        if (value.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Boolean(name, false);
        }

        if (!_singles.TryGetValue(name, out var known))
        {
            _singles.Add(name, known = new Dictionary<string, VariantValue>(StringComparer.Ordinal));
        }

        if (!known.TryGetValue(value, out var variant))
        {
            known.Add(value, variant = new VariantValue(VariantType.Single, name, [value]));
        }

        return variant;
    }

    public static VariantValue Multiple(string name, ImmutableArray<string> values) =>
        new(VariantType.Multiple, name, values, isConcrete: true);

    public static VariantMap Variants(List<VariantValue> variants) => variants.Count == 0 ? VariantMap.Empty : VariantMap.Of(variants);

    public FlagsBuilder BeginFlags() => new(this);

    private static Microarchitecture Describe(string name, PlainMapping mapping) => Microarchitectures.Foreign(
        name,
        mapping["vendor"]?.ToString() ?? Microarchitecture.GenericVendor,
        Texts(mapping["parents"]),
        Texts(mapping["features"]),
        int.TryParse(mapping["generation"]?.ToString(), out var generation) ? generation : 0,
        mapping["cpupart"]?.ToString() ?? "");

    private static IEnumerable<string> Texts(PlainValue? value) =>
        value is PlainList list ? list.Items.OfType<PlainText>().Select(item => item.Text) : [];

    /// <summary>Collects the flags of one node. Almost every node has all kinds and no flags: those share one value.</summary>
    internal struct FlagsBuilder(NodeParts parts)
    {
        private CompilerFlags? _flags;
        private int _sameAsEmpty;

        public void Add(string kind, ImmutableArray<string> flags)
        {
            if (flags.IsEmpty && _flags is null && _sameAsEmpty < parts._emptyKinds.Length && parts._emptyKinds[_sameAsEmpty] == kind)
            {
                _sameAsEmpty++;
                return;
            }

            _flags ??= Start();
            _flags = _flags.Set(kind, [.. flags.Select(flag => new CompilerFlag(flag))]);
        }

        public CompilerFlags End()
        {
            if (_flags is not null)
            {
                if (_flags.Kinds.All(IsEmptyKind(_flags)) && parts._emptyFlags is null)
                {
                    parts._emptyFlags = _flags;
                    parts._emptyKinds = [.. _flags.Kinds];
                }

                return _flags;
            }

            return _sameAsEmpty > 0 && _sameAsEmpty == parts._emptyKinds.Length ? parts._emptyFlags! : Start();
        }

        private readonly CompilerFlags Start()
        {
            var flags = CompilerFlags.Empty;
            for (var i = 0; i < _sameAsEmpty; i++)
            {
                flags = flags.Set(parts._emptyKinds[i], []);
            }

            return flags;
        }

        private static Func<string, bool> IsEmptyKind(CompilerFlags flags) => kind => flags[kind].IsEmpty;
    }
}
