using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.Modules;

/// <summary>The module file of one package in one set: its name, its place, its text.</summary>
public sealed class ModuleFile
{
    private readonly ModuleWorld _world;
    private readonly Lazy<LmodHierarchy?> _hierarchy;
    private readonly Lazy<bool> _isExplicit;
    private string? _useName;

    internal ModuleFile(ModuleSet set, ConcreteSpec spec, ModuleWorld world, bool? isExplicit = null)
    {
        (Set, Spec, _world) = (set, spec, world);
        _isExplicit = new Lazy<bool>(() => isExplicit ?? world.IsExplicit(spec));
        Rules = new ModuleRules(set, spec, world.Virtuals);
        _hierarchy = new Lazy<LmodHierarchy?>(() => set.System == ModuleSystem.Lmod ? new LmodHierarchy(spec, Rules, world) : null);
    }

    /// <summary>The set.</summary>
    public ModuleSet Set { get; }

    /// <summary>The package.</summary>
    public ConcreteSpec Spec { get; }

    /// <summary>True if the package gets no module in this set.</summary>
    public bool IsExcluded => !Rules.IsIncluded && (Rules.IsExcluded || (Rules.ExcludesImplicit && !_isExplicit.Value));

    /// <summary>True if the module can be loaded but is not listed.</summary>
    public bool IsHidden => Rules.HidesImplicit && !_isExplicit.Value && Hierarchy?.OpensLevel != true;

    /// <summary>True if the file looks otherwise, or is not there, for a package that nobody asked for.</summary>
    public bool DependsOnWhoAsked => Rules.HidesImplicit || Rules.ExcludesImplicit;

    /// <summary>The file that a package has, or had, as one that nobody asked for.</summary>
    public static ModuleFile AsImplicit(ModuleFiles files, ModuleSet set, ConcreteSpec spec) => new(set, spec, files.World, isExplicit: false);

    /// <summary>The name under which users load it.</summary>
    public string UseName => _useName ??= FindUseName();

    /// <summary>Its file.</summary>
    public string Path => System.IO.Path.Combine(
        [Set.Root, .. ArchitectureFolder, .. Hierarchy is { } hierarchy ? new[] { hierarchy.Directory } : [], UseName + (Set.System == ModuleSystem.Lmod ? ".lua" : "")]);

    /// <summary>The file that marks modules of the same directory as hidden.</summary>
    internal string ModuleRcPath => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, Set.System == ModuleSystem.Tcl ? ".modulerc" : ".modulerc.lua");

    /// <summary>The root for the package's architecture.</summary>
    internal string ArchitectureRoot => System.IO.Path.Combine([Set.Root, .. ArchitectureFolder]);

    internal ModuleRules Rules { get; }

    internal LmodHierarchy? Hierarchy => _hierarchy.Value;

    private IEnumerable<string> ArchitectureFolder => !Set.HasArchitectureFolder ? []
        : Set.System == ModuleSystem.Tcl ? [Spec.Architecture.ToString()]
        : [$"{Spec.Platform}-{Spec.OperatingSystem}-{Spec.Target.Family.Name}"];

    /// <summary>The text of the file.</summary>
    /// <exception cref="CairnException">The configuration or a template does not fit.</exception>
    public string Render(ModuleFiles others)
    {
        var key = ModuleSystems.NameOf(Set.System);
        var template = Rules.Template
            ?? _world.AnswersOf(Spec).Templates.GetValueOrDefault(key)
            ?? (Set.System == ModuleSystem.Tcl ? "modules/modulefile.tcl" : "modules/modulefile.lua");
        var text = _world.Templates.Get(template).Render(new ModuleContext(this, _world, others).Values());
        return text.EndsWith('\n') ? text : text + "\n";
    }

    /// <summary>Writes the file, and what belongs to it: the default of its name, and whether it is hidden.</summary>
    /// <exception cref="CairnException">The configuration or a template does not fit, or the file cannot be written.</exception>
    public void Write(ModuleFiles others)
    {
        var text = Render(others);
        try
        {
            CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            // Made anew at any time: no synchronisation to disk, but never half a file.
            var temporary = $"{Path}.{Environment.ProcessId}.tmp";
            File.WriteAllText(temporary, text);
            _world.GivePermissions?.Invoke(Spec, temporary);
            File.Move(temporary, Path, overwrite: true);
            if (Rules.IsDefault)
            {
                MakeDefault();
            }

            new HiddenModules(this).Update(IsHidden);
            if (File.Exists(ModuleRcPath))
            {
                _world.GivePermissions?.Invoke(Spec, ModuleRcPath);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "module-write", $"cannot write the module file `{Path}`: {exception.Message}", null, [], "check the permissions of `modules:NAME:roots`"), exception);
        }
    }

    /// <summary>Makes it the default among the modules of its name.</summary>
    public void MakeDefault()
    {
        var link = DefaultLink;
        var temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $".default.{Environment.ProcessId}.tmp");
        File.Delete(temporary);
        File.CreateSymbolicLink(temporary, Path);
        File.Move(temporary, link, overwrite: true);
    }

    /// <summary>Removes the file, what belongs to it, and directories that are empty then.</summary>
    /// <returns>True if there was a file.</returns>
    public bool Remove()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        File.Delete(Path);
        if (new FileInfo(DefaultLink).LinkTarget == Path)
        {
            File.Delete(DefaultLink);
        }

        new HiddenModules(this).Update(isHidden: false);
        for (var above = System.IO.Path.GetDirectoryName(Path)!;
            above.StartsWith(Set.Root + "/", StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(above).Any();
            above = System.IO.Path.GetDirectoryName(above)!)
        {
            Directory.Delete(above);
        }

        return true;
    }

    /// <summary>Creates directories, and lets those use them who may use the package.</summary>
    private void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        CreateDirectory(System.IO.Path.GetDirectoryName(directory)!);
        Directory.CreateDirectory(directory);
        _world.GivePermissions?.Invoke(Spec, directory);
    }

    private string DefaultLink => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "default");

    private string FindUseName()
    {
        var format = Rules.Projection(Set.System == ModuleSystem.Tcl ? "{name}/{version}-{compiler.name}-{compiler.version}" : "{name}/{version}");
        var parts = ImmutableArray.CreateBuilder<string>();
        parts.Add(Format(_world.Configuration.Variables.Expand(format)).Trim('/'));
        parts.AddRange(Rules.Suffixes().Select(Format));
        if (IsHidden)
        {
            parts.Add(Spec.ShortHash()); // nobody types it, and it cannot clash
        }
        else if (Rules.HashLength > 0)
        {
            parts.Add(Spec.ShortHash(Rules.HashLength));
        }

        return string.Join('-', parts);
    }

    internal string Format(string format) => Spec.Format(format, prefixOf: _world.PrefixOf);
}
