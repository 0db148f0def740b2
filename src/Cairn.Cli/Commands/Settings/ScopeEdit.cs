using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Config;
using Cairn.Config.Editing;
using Cairn.Config.Schemas;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Sources;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary>
/// Changes one section of one scope. What a change does not concern stays byte for byte; the file is replaced at once or not at all, and
/// never by one that would be refused when it is read.
/// </summary>
internal sealed class ScopeEdit : IDisposable
{
    private readonly string _section;
    private readonly ImmutableArray<ConfigurationPath.Element> _path;
    private readonly Session _session;
    private readonly IDisposable _lock;
    private ConfigurationText _text;

    private ScopeEdit(Session session, ConfigurationScope scope, string section, IDisposable held)
    {
        (_session, _section, _lock) = (session, section, held);
        File = scope.FileOf(section)!;
        _path = scope.PathTo(section);
        _text = ConfigurationText.Read(File);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The file's text as it would be written.</summary>
    public string Text => _text.Text;

    /// <summary>What the section says there; null if nothing.</summary>
    public YamlNode? Section => _text.Find(_path.AsSpan()) is YamlScalar { IsNull: true } ? null : _text.Find(_path.AsSpan());

    /// <summary>Opens the section of a scope. Two commands that change the same file wait for each other.</summary>
    /// <exception cref="CairnException">The file cannot be read, or is not YAML.</exception>
    public static ScopeEdit Open(Session session, ConfigurationScope scope, string section)
    {
        _ = scope.Section(section); // a file that holds something else is named, not filled
        string file = Path.GetFullPath(scope.FileOf(section)!);
        var locks = new NamedLocks(Path.Combine(session.Places.UserCache, ".configuration-lock"));
        var held = locks.AcquireAsync(file, cancellation: session.Cancellation).GetAwaiter().GetResult();
        try
        {
            return new ScopeEdit(session, scope, section, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The value under a path below the section.</summary>
    public YamlNode? Find(params IEnumerable<string> keys) => _text.Find([.. Below(keys)]);

    /// <summary>Puts a value under a path below the section.</summary>
    public void Set(IEnumerable<ConfigurationPath.Element> below, YamlNode value, bool atFront = false) =>
        _text = value is YamlSequence list ? _text.SetItems([.. _path, .. below], list.Items) : _text.Set([.. _path, .. below], value, atFront);

    /// <summary>Puts a value under keys below the section.</summary>
    public void Set(IEnumerable<string> keys, YamlNode value, bool atFront = false) => Set(Elements(keys), value, atFront);

    /// <summary>Gives a key below the section another name.</summary>
    public void Rename(string key, string name) => _text = _text.Rename([.. Below([key])], name);

    /// <summary>Takes an entry out.</summary>
    public void Remove(params IEnumerable<string> keys) => _text = _text.Remove([.. Below(keys)]);

    /// <summary>Says that the section is another key's value, sign and all: <c>packages::</c>.</summary>
    public void SetMode(MergeMode mode)
    {
        if (mode != MergeMode.Merge)
        {
            ConfigurationPath.Element[] path = [.. _path[..^1], _path[^1] with { Mode = mode }];
            _text = _text.Set(path, Section ?? new YamlMapping([], default));
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="CairnException">It would say something that is refused when it is read, or it cannot be written; the file is as it was.</exception>
    public void Save()
    {
        if (Section is { } section)
        {
            var findings = SectionSchemas.Check(_section, section);
            if (!findings.Errors.IsEmpty)
            {
                throw new CairnException(findings.Errors[0] with { Location = null, Notes = [.. findings.Errors[0].Notes, $"`{File}` is as it was"] });
            }

            foreach (var warning in findings.Warnings)
            {
                _session.Terminal.Warning(warning with { Location = null });
            }
        }

        AtomicFile.WriteText(File, Text);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private IEnumerable<ConfigurationPath.Element> Below(IEnumerable<string> keys) => [.. _path, .. Elements(keys)];

    private static IEnumerable<ConfigurationPath.Element> Elements(IEnumerable<string> keys) => keys.Select(key => new ConfigurationPath.Element(key, MergeMode.Merge));
}
