using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.Modules.Templating;

/// <summary>Finds templates by name: in directories of the user (<c>config:template_dirs</c>), then among our own.</summary>
public sealed class TemplateLibrary(ImmutableArray<string> directories)
{
    private const string ResourcePrefix = "Cairn.Store.Templates/";
    private readonly Dictionary<string, Template> _known = new(StringComparer.Ordinal);

    /// <summary>The template of a name such as <c>modules/modulefile.lua</c>, or of an absolute path.</summary>
    /// <exception cref="CairnException">There is none, or it is not well formed.</exception>
    public Template Get(string name)
    {
        if (!_known.TryGetValue(name, out var template))
        {
            var (text, path) = Read(name);
            _known.Add(name, template = Template.Parse(text, path, Get));
        }

        return template;
    }

    private (string Text, string Path) Read(string name)
    {
        foreach (var path in directories.Select(directory => Path.Combine(directory, name)))
        {
            if (File.Exists(path))
            {
                return (File.ReadAllText(path), path);
            }
        }

        using var stream = typeof(TemplateLibrary).Assembly.GetManifestResourceStream(ResourcePrefix + name);
        if (stream is null)
        {
            throw new CairnException(new Diagnostic(
                "no-template", $"there is no template `{name}`", null, [.. directories.Select(directory => $"looked in {directory}")],
                "put it into a directory that `config:template_dirs` lists"));
        }

        using var reader = new StreamReader(stream);
        return (reader.ReadToEnd(), $"built-in {name}");
    }
}
