using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Store.Modules;

/// <summary>The module files of packages in all sets.</summary>
public sealed class ModuleFiles(ModuleWorld world)
{
    private readonly Dictionary<(ModuleSet Set, string Hash), ModuleFile> _files = [];

    internal ModuleWorld World => world;

    /// <summary>The sets whose files are made and removed with packages.</summary>
    /// <exception cref="CairnException">The configuration is not understood.</exception>
    public static ImmutableArray<ModuleSet> EnabledSets(Configuration configuration) =>
    [
        .. ModuleSet.NamesIn(configuration).SelectMany(name =>
            ModuleSet.EnabledIn(configuration, name).Select(system => ModuleSet.From(configuration, name, system))),
    ];

    /// <summary>The file of a package in a set.</summary>
    public ModuleFile Of(ModuleSet set, ConcreteSpec spec)
    {
        if (!_files.TryGetValue((set, spec.Hash), out var file))
        {
            _files.Add((set, spec.Hash), file = new ModuleFile(set, spec, world));
        }

        return file;
    }

    /// <summary>Writes the files of some packages.</summary>
    /// <param name="set">The set.</param>
    /// <param name="specs">The packages; those that are excluded get none.</param>
    /// <param name="onProblem">Told what could not be written.</param>
    /// <returns>The files that were written.</returns>
    public IReadOnlyList<ModuleFile> Write(ModuleSet set, IEnumerable<ConcreteSpec> specs, Action<ModuleFile, CairnException> onProblem)
    {
        var written = new List<ModuleFile>();
        foreach (var file in specs.Select(spec => Of(set, spec)).Where(file => !file.IsExcluded))
        {
            try
            {
                file.Write(this);
                written.Add(file);
            }
            catch (CairnException exception)
            {
                onProblem(file, exception);
            }
        }

        return written;
    }

    /// <summary>Files that several packages would get under one name.</summary>
    public IEnumerable<IGrouping<string, ModuleFile>> Clashes(ModuleSet set, IEnumerable<ConcreteSpec> specs) =>
        specs.Select(spec => Of(set, spec)).Where(file => !file.IsExcluded).GroupBy(file => file.Path, StringComparer.Ordinal).Where(group => group.Count() > 1);

    /// <summary>Writes <c>module-index.yaml</c>, by which stores that build on this one find its modules.</summary>
    public static void WriteIndex(ModuleSet set, IEnumerable<ModuleFile> files, bool keepsOthers)
    {
        var path = Path.Combine(set.Root, "module-index.yaml");
        var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (keepsOthers && File.Exists(path) && YamlReader.Read(File.ReadAllText(path), path) is YamlMapping old && old["module_index"] is YamlMapping known)
        {
            foreach (var entry in known.Entries)
            {
                entries[entry.Key] = entry.Value;
            }
        }

        foreach (var file in files)
        {
            entries[file.Spec.Hash] = Mapping(("path", Scalar(file.Path)), ("use_name", Scalar(file.UseName)));
        }

        AtomicFile.WriteText(path, YamlWriter.Write(Mapping(("module_index", Mapping([.. entries.Select(entry => (entry.Key, entry.Value))])))));
    }

    private static YamlScalar Scalar(string text) => new(text, false, default);

    private static YamlMapping Mapping(params ReadOnlySpan<(string Key, YamlNode Value)> entries)
    {
        var builder = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var (key, value) in entries)
        {
            builder.Add(new YamlEntry(key, MergeMode.Merge, value, default));
        }

        return new YamlMapping(builder.ToImmutable(), default);
    }
}
