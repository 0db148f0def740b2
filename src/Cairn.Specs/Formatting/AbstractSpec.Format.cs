namespace Cairn.Specs;

public sealed partial class AbstractSpec : IFormattableSpec
{
    private static readonly string[] Languages = ["c", "cxx", "fortran"];

    string? IFormattableSpec.DagHash => null;

    string? IFormattableSpec.Prefix => null;

    int IFormattableSpec.SpecFileFormat => 5;

    IFormattableSpec? IFormattableSpec.Compiler => Languages
        .SelectMany(language => Edges(virtuals: [language]))
        .FirstOrDefault()?.Spec;

    string IFormattableSpec.CompilersText => DependenciesText(
        static spec => SpecFormat.NameAndVersion.Render(spec),
        static edge => edge.Virtuals.Any(name => Languages.Contains(name)),
        asDirect: true);

    IFormattableSpec? IFormattableSpec.Dependency(string name) => Find(name);

    bool IFormattableSpec.TryGetAttribute(string name, out string? text)
    {
        text = null;
        return false;
    }

    /// <summary>Fills a format string such as <c>{name}{@version}{variants}</c>; see <see cref="SpecFormat"/>.</summary>
    /// <exception cref="SpecSyntaxException">The format string is not well formed.</exception>
    /// <exception cref="CairnException">The spec has no such attribute or dependency.</exception>
    public string Format(string format, SpecColors? colors = null) => SpecFormat.Parse(format).Render(this, colors);
}
