using System.Text;
using Cairn.Config.Yaml;

namespace Cairn.Config.Scopes;

/// <summary>What holds where nothing else was said: the section files embedded in the binary.</summary>
public sealed class DefaultScope() : ConfigurationScope("defaults")
{
    private readonly Dictionary<string, YamlEntry?> _sections = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override YamlEntry? Section(string section)
    {
        if (_sections.TryGetValue(section, out var entry))
        {
            return entry;
        }

        var resource = $"Cairn.Config.Defaults.{section}.yaml";
        using var stream = typeof(DefaultScope).Assembly.GetManifestResourceStream(resource);
        if (stream is not null)
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var name = $"built-in {section}.yaml";
            entry = ScopeFile.Section(YamlReader.Read(reader.ReadToEnd(), name), name, section);
        }

        _sections.Add(section, entry);
        return entry;
    }
}
