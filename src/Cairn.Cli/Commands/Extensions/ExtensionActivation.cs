using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Cli.Commands;

/// <summary>Links extensions into what they extend, and takes them out again; the extendee's recipe does it.</summary>
internal sealed class ExtensionActivation(Session session)
{
    private readonly ImmutableDictionary<string, InstallRecord> _records = session.Database.Read(session.Cancellation);

    /// <summary>The extendee of an installed package, or null if it extends nothing.</summary>
    public ConcreteSpec? ExtendeeOf(ConcreteSpec spec) =>
        session.AnswersOf(spec).Extendee is { } hash ? spec.Traverse().First(node => node.Hash == hash) : null;

    /// <summary>True if the files of a package are linked into what it extends.</summary>
    public bool IsActive(ConcreteSpec spec) => ExtendeeOf(spec) is { } extendee && ActiveIn(extendee).Any(active => active.Hash == spec.Hash);

    /// <summary>The activated extensions of a package that are still installed.</summary>
    public ImmutableArray<ConcreteSpec> ActiveSpecs(ConcreteSpec extendee) =>
        [.. ActiveIn(extendee).Select(active => _records.GetValueOrDefault(active.Hash)).OfType<InstallRecord>().Select(record => record.Spec)];

    /// <summary>Activates an extension and, unless forced, first those that it needs.</summary>
    /// <exception cref="CairnException">It extends nothing, is activated, or clashes.</exception>
    public void Activate(ConcreteSpec spec, bool isForced)
    {
        var extendee = Extendee(spec);
        if (IsActive(spec))
        {
            throw new CairnException(new Diagnostic("extension-active", $"{InstalledSpecs.Describe(spec)} is activated already"));
        }

        var wanted = isForced ? [] : spec.Traverse(TraversalOrder.Post, DependencyTypes.Run, includeRoot: false)
            .Where(node => ExtendeeOf(node)?.Equals(extendee) == true && !IsActive(node));
        foreach (var node in wanted.Append(spec).ToList())
        {
            ActivateOne(node, extendee);
        }
    }

    /// <summary>Deactivates an extension.</summary>
    /// <param name="spec">The extension.</param>
    /// <param name="isForced">True to do it even if it is not activated, or if activated ones need it.</param>
    public void Deactivate(ConcreteSpec spec, bool isForced)
    {
        var extendee = Extendee(spec);
        var active = ActiveSpecs(extendee);
        if (!isForced)
        {
            if (!active.Contains(spec))
            {
                throw new CairnException(new Diagnostic("extension-inactive", $"{InstalledSpecs.Describe(spec)} is not activated", null, [], "`--force` takes its links out nevertheless"));
            }

            var users = active.Where(other => !other.Equals(spec) && other.Traverse(types: DependencyTypes.Run).Contains(spec)).ToList();
            if (users.Count > 0)
            {
                throw new CairnException(new Diagnostic(
                    "extension-needed", $"activated extensions need {InstalledSpecs.Describe(spec)}", null, [.. users.Select(InstalledSpecs.Describe)],
                    "deactivate these first, or say `--force`"));
            }
        }

        var prefix = session.PrefixOf(extendee);
        using var hold = Lock(extendee);
        Run("deactivate", extendee, spec, active);
        ActivatedExtensions.Write(prefix, ActivatedExtensions.Read(prefix).Where(other => other.Hash != spec.Hash));
        session.Terminal.Line($"deactivated {InstalledSpecs.Describe(spec)} in {InstalledSpecs.Describe(extendee)}");
    }

    /// <summary>Deactivates all extensions of a package, or an extension with all that it needs.</summary>
    public void DeactivateAll(ConcreteSpec spec, bool isForced)
    {
        if (session.AnswersOf(spec).IsExtendable)
        {
            // Those that others need go last.
            foreach (var active in DagTraversal.Nodes(ActiveSpecs(spec), TraversalOrder.Topological).Where(IsActive).ToList())
            {
                Deactivate(active, isForced: true);
            }

            return;
        }

        var extendee = Extendee(spec);
        foreach (var node in spec.Traverse(TraversalOrder.Topological, DependencyTypes.Run).Where(node => ExtendeeOf(node)?.Equals(extendee) == true).ToList())
        {
            if (IsActive(node) || isForced)
            {
                Deactivate(node, isForced);
            }
        }
    }

    private void ActivateOne(ConcreteSpec spec, ConcreteSpec extendee)
    {
        var prefix = session.PrefixOf(extendee);
        using var hold = Lock(extendee);
        var active = ActivatedExtensions.Read(prefix);
        if (active.FirstOrDefault(other => other.Name == spec.Name) is { } other)
        {
            throw new CairnException(new Diagnostic(
                "extension-conflict", $"another {spec.Name} is activated in {InstalledSpecs.Describe(extendee)}", null,
                [$"{other.Name}/{other.Hash[..7]}"], $"`cairn deactivate /{other.Hash[..7]}` takes it out"));
        }

        Run("activate", extendee, spec, ActiveSpecs(extendee));
        ActivatedExtensions.Write(prefix, active.Add(new ActivatedExtension(spec.Name, spec.Hash, session.PrefixOf(spec))));
        session.Terminal.Line($"activated {InstalledSpecs.Describe(spec)} in {InstalledSpecs.Describe(extendee)}");
    }

    private ImmutableArray<ActivatedExtension> ActiveIn(ConcreteSpec extendee) => ActivatedExtensions.Read(session.PrefixOf(extendee));

    /// <summary>What a package extends, if files may be linked there.</summary>
    private ConcreteSpec Extendee(ConcreteSpec spec)
    {
        var extendee = ExtendeeOf(spec) ?? throw new CairnException(new Diagnostic(
            "no-extension", $"{InstalledSpecs.Describe(spec)} extends nothing", null, [], "only packages whose recipe says `extends(…)` can be activated"));
        if (extendee.IsExternal)
        {
            throw new CairnException(new Diagnostic(
                "extendee-external", $"{InstalledSpecs.Describe(spec)} extends {extendee.Name} in {extendee.ExternalPath}, which is not Cairn's to change", null, [],
                "`cairn view` merges it with others, and `cairn load` makes it usable without"));
        }

        if (!session.AnswersOf(extendee).IsExtendable)
        {
            throw new CairnException(new Diagnostic("not-extendable", $"{InstalledSpecs.Describe(extendee)} cannot be extended: its recipe does not say `extendable = True`"));
        }

        return extendee;
    }

    private LockHold? Lock(ConcreteSpec extendee) => session.Configuration.GetBoolean("config:locks", true)
        ? new PrefixLocks(session.PrefixLockFile, null).Acquire(LockKind.Exclusive, extendee, session.Cancellation)
        : null;

    private void Run(string function, ConcreteSpec extendee, ConcreteSpec extension, ImmutableArray<ConcreteSpec> active)
    {
        // The extendee as the extension knows it: each of the activated ones has the same below it.
        var world = session.WorldOf([extension, .. active]);
        world.Guard(
            extendee,
            () => world.Call("cairn.activation", function, world.Package(extendee), world.Package(extension), new PyList(active.Select(world.Spec))),
            $"`{function}` of {extendee.Name}");
    }
}
