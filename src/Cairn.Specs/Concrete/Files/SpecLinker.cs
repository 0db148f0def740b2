using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Puts the nodes of a file together to DAGs.</summary>
public static class SpecLinker
{
    /// <summary>Makes a spec of every record.</summary>
    /// <param name="records">The nodes; of two with the same key the first counts.</param>
    /// <param name="format">The version of the format of the records: 5 in a database of version 8, 4 in one of version 7.</param>
    /// <param name="elsewhere">
    /// Where to look for nodes that the file refers to but doesn't hold, such as those of an upstream store. If it answers
    /// null, the edge is left out. Without it such a reference is an error.
    /// </param>
    /// <returns>The specs by the keys of their records.</returns>
    /// <exception cref="CairnException">A node is incomplete, refers to an unknown one, or depends on itself.</exception>
    public static Dictionary<string, ConcreteSpec> Link(
        IEnumerable<SpecNodeRecord> records, int format = ConcreteSpec.CurrentFormat, Func<string, ConcreteSpec?>? elsewhere = null)
    {
        var pending = new Dictionary<string, SpecNodeRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            pending.TryAdd(record.Key, record);
        }

        var done = new Dictionary<string, ConcreteSpec>(pending.Count, StringComparer.Ordinal);
        var underway = new HashSet<string>(StringComparer.Ordinal);
        // A stack of our own: a file may hold a chain of any length.
        var stack = new Stack<SpecNodeRecord>();
        foreach (var start in pending.Values)
        {
            if (!done.ContainsKey(start.Key))
            {
                stack.Push(start);
            }

            while (stack.TryPeek(out var record))
            {
                if (done.ContainsKey(record.Key))
                {
                    stack.Pop();
                }
                else if (underway.Add(record.Key))
                {
                    PushMissing(record, pending, done, underway, stack);
                }
                else
                {
                    stack.Pop();
                    underway.Remove(record.Key);
                    done.Add(record.Key, Build(record, format, done, elsewhere));
                }
            }
        }

        return done;
    }

    private static void PushMissing(
        SpecNodeRecord record,
        Dictionary<string, SpecNodeRecord> pending,
        Dictionary<string, ConcreteSpec> done,
        HashSet<string> underway,
        Stack<SpecNodeRecord> stack)
    {
        foreach (var edge in record.Dependencies)
        {
            Push(edge.Key);
        }

        if (record.BuildSpecKey is not null)
        {
            Push(record.BuildSpecKey);
        }

        void Push(string key)
        {
            if (done.ContainsKey(key) || !pending.TryGetValue(key, out var next))
            {
                return;
            }

            if (underway.Contains(key))
            {
                throw Damaged($"`{record.Name}` depends on itself by way of `{next.Name}`");
            }

            stack.Push(next);
        }
    }

    private static ConcreteSpec Build(
        SpecNodeRecord record, int format, Dictionary<string, ConcreteSpec> done, Func<string, ConcreteSpec?>? elsewhere)
    {
        if (record.Name.Length == 0)
        {
            throw Damaged("a node has no name");
        }

        if (record.IsAbstract)
        {
            throw Damaged($"`{record.Name}` is not concrete");
        }

        var edges = ImmutableArray.CreateBuilder<ConcreteEdge>(record.Dependencies.Count);
        foreach (var edge in record.Dependencies)
        {
            if (Resolve(edge.Name, edge.Key) is { } node)
            {
                // Before format 5 nothing said whether an edge is direct, and Spack takes all of them for it.
                edges.Add(new ConcreteEdge(node, edge.Types, edge.Virtuals, edge.IsDirect || format < ConcreteSpec.CurrentFormat));
            }
        }

        var version = record.Version ?? throw Damaged($"`{record.Name}` has no version");
        var architecture = record.Architecture ?? throw Damaged($"`{record.Name}` has no architecture");
        var buildSpec = record.BuildSpecKey is null ? null : Resolve(record.Name, record.BuildSpecKey);
        var spec = new ConcreteSpec
        {
            Name = record.Name,
            Namespace = record.Namespace,
            Version = version,
            Variants = record.Variants,
            CompilerFlags = record.CompilerFlags,
            Architecture = architecture,
            External = record.External,
            Patches = record.Patches,
            PackageHash = record.PackageHash,
            OriginalFormat = record.OriginalFormat ?? Math.Min(format, ConcreteSpec.CurrentFormat),
            LegacyCompiler = record.LegacyCompiler,
            Dependencies = edges.DrainToImmutable(),
            BuildSpec = buildSpec!,
            Hash = record.Hash!,
        };
        // Old files may lack hashes: computed here, from the leaves up, they need no recursion.
        _ = spec.Hash;
        return spec;

        ConcreteSpec? Resolve(string name, string key) =>
            done.TryGetValue(key, out var node) ? node
            : elsewhere is not null ? elsewhere(key)
            : throw Damaged($"`{record.Name}` refers to `{name}/{key}`, which is not there");
    }

    internal static CairnException Damaged(string message) => new(new Diagnostic("spec-file", $"not a spec file: {message}"));
}
