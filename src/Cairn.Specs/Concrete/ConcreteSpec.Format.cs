namespace Cairn.Specs;

public sealed partial class ConcreteSpec
{
    /// <summary>Fills a format string such as <c>{name}{@version}{/hash:7}</c>; see <see cref="SpecFormat"/>.</summary>
    /// <param name="format">The format string.</param>
    /// <param name="colors">The colours of a terminal, or null.</param>
    /// <param name="prefixOf">Where packages are installed, for <c>{prefix}</c>; without it only externals have a prefix.</param>
    /// <exception cref="SpecSyntaxException">The format string is not well formed.</exception>
    /// <exception cref="CairnException">The spec has no such attribute or dependency.</exception>
    public string Format(string format, SpecColors? colors = null, Func<ConcreteSpec, string?>? prefixOf = null) =>
        Format(SpecFormat.Parse(format), colors, prefixOf);

    /// <inheritdoc cref="Format(string, SpecColors?, Func{ConcreteSpec, string?}?)"/>
    public string Format(SpecFormat format, SpecColors? colors = null, Func<ConcreteSpec, string?>? prefixOf = null) =>
        format.Render(new Formattable(this, prefixOf), colors);

    /// <summary>What format strings can ask of a node.</summary>
    private sealed class Formattable(ConcreteSpec spec, Func<ConcreteSpec, string?>? prefixOf) : IFormattableSpec
    {
        public string Name => spec.Name;

        public string? Namespace => spec.Namespace;

        public VersionList Versions => VersionList.Of(spec.Version);

        public VariantMap Variants => spec.Variants;

        public CompilerFlags CompilerFlags => spec.CompilerFlags;

        public Architecture? Architecture => spec.Architecture.ToConstraint();

        public string? AbstractHash => null;

        public string? DagHash => spec.Hash;

        public string? Prefix => spec.ExternalPath ?? prefixOf?.Invoke(spec);

        public int SpecFileFormat => spec.OriginalFormat;

        public IFormattableSpec? Compiler => spec.OriginalFormat < CurrentFormat
            ? spec.LegacyCompiler is null ? null : AbstractSpec.Parse(spec.LegacyCompiler)
            : Wrap(CompiledLanguages.SelectMany(language => spec.Edges(virtualName: language)).FirstOrDefault()?.Node);

        public string CompilersText => spec.CompilersText().TrimStart();

        public IFormattableSpec? Dependency(string name) => Wrap(spec.Find(name));

        public bool TryGetAttribute(string name, out string? text)
        {
            text = null;
            return false;
        }

        public override string ToString() => spec.ToString();

        private Formattable? Wrap(ConcreteSpec? node) => node is null ? null : new Formattable(node, prefixOf);
    }
}
