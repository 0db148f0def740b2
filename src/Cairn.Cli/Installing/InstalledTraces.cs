using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Layout;
using Cairn.Store.Modules;

namespace Cairn.Cli.Installing;

/// <summary>What an installed package left outside of its prefix, and what goes with it: module files, links of an activated extension, remembered answers.</summary>
internal sealed class InstalledTraces
{
    private readonly Session _session;
    private readonly Dictionary<string, List<ModuleFile>> _modules = new(StringComparer.Ordinal);

    /// <summary>Finds the traces of packages that are to be removed, while they are still there.</summary>
    public InstalledTraces(Session session, IEnumerable<ConcreteSpec> doomed)
    {
        _session = session;
        var sets = ModuleFiles.EnabledSets(session.Configuration);
        if (sets.IsEmpty)
        {
            return;
        }

        foreach (var spec in doomed)
        {
            try
            {
                var files = sets.Select(set => session.ModuleFiles.Of(set, spec)).ToList();
                _modules.Add(spec.Hash, [.. files.Where(file => File.Exists(file.Path))]);
            }
            catch (CairnException exception)
            {
                session.Terminal.Warning($"the module files of {spec.Name}@{spec.Version} are left: {exception.Diagnostic.Message}");
            }
        }
    }

    /// <summary>To be called before a package's prefix is removed.</summary>
    public void Before(ConcreteSpec spec)
    {
        foreach (var extendee in spec.DirectDependencies(DependencyTypes.Run | DependencyTypes.Link))
        {
            var prefix = _session.PrefixOf(extendee);
            if (prefix.Length > 0 && Directory.Exists(InstallLayout.MetadataOf(prefix)) && ActivatedExtensions.Read(prefix).Any(active => active.Hash == spec.Hash))
            {
                new ExtensionActivation(_session).Deactivate(spec, isForced: true);
                return;
            }
        }
    }

    /// <summary>To be called when a package is gone.</summary>
    public void After(ConcreteSpec spec)
    {
        foreach (var file in _modules.GetValueOrDefault(spec.Hash, []))
        {
            file.Remove();
        }

        _session.AnswersStore.Forget(spec.Hash);
    }
}
