using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Which packages can lie below a root along link and run edges, whatever the conditions say. Built only where a request needs it.</summary>
internal sealed class PossibleGraph
{
    private readonly Dictionary<string, HashSet<string>> _parents = new(StringComparer.Ordinal);

    public PossibleGraph(ProblemFacts facts, IEnumerable<string> roots)
    {
        var shared = DependencyTypes.Link | DependencyTypes.Run;
        if (facts.Options.Tests != TestDependencies.None)
        {
            shared |= DependencyTypes.Test;
        }

        Queue<string> waiting = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string root in roots)
        {
            if (seen.Add(root))
            {
                waiting.Enqueue(root);
            }
        }

        while (waiting.TryDequeue(out string? name))
        {
            if (facts.TryLoad(name) is not { } recipe)
            {
                continue;
            }

            HashSet<string> children = new(StringComparer.Ordinal);
            bool isCompiled = false;
            foreach (var declared in recipe.Dependencies)
            {
                isCompiled |= ProblemFacts.IsLanguage(declared.Name);
                if ((declared.Types & shared) != 0)
                {
                    AddNames(facts, declared.Name, children);
                }
            }

            if (isCompiled)
            {
                foreach (var injected in facts.Runtimes.Injected)
                {
                    if ((injected.Types & shared) != 0)
                    {
                        AddNames(facts, injected.Spec.Name, children);
                    }
                }
            }

            foreach (string child in children)
            {
                if (child == name)
                {
                    continue;
                }

                if (!_parents.TryGetValue(child, out var parents))
                {
                    _parents.Add(child, parents = new(StringComparer.Ordinal));
                }

                parents.Add(name);
                if (!facts.IsVirtual(child) && seen.Add(child))
                {
                    waiting.Enqueue(child);
                }
            }
        }
    }

    /// <summary>Packages that may depend on this one, or on this virtual.</summary>
    public IEnumerable<string> ParentsOf(string name) =>
        _parents.TryGetValue(name, out var parents) ? parents.Order(StringComparer.Ordinal) : [];

    private static void AddNames(ProblemFacts facts, string name, HashSet<string> names)
    {
        names.Add(name);
        if (facts.IsVirtual(name))
        {
            names.UnionWith(facts.ProvidersOf(name));
        }
    }
}
