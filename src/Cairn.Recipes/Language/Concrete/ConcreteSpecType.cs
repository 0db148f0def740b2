using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The Python type of concrete specs, a subclass of <c>Spec</c> with the same name.</summary>
internal static class ConcreteSpecType
{
    public static readonly PyType Spec = PyType.Define("Spec", Define, SpecType.Spec, "spack.spec");

    private static void Define(NativeTypeBuilder builder)
    {
        DefineAlgebra(builder);
        DefineParts(builder);
        DefinePlaces(builder);
        DefineGraph(builder);
    }

    private static void DefineAlgebra(NativeTypeBuilder builder)
    {
        builder.Method<ConcreteSpecObject>("satisfies", "other, deps=, strict=", static (_, self, a) =>
            PyBool.Of(self.Node.Satisfies(SpecType.Value(a[0]), self.Dag.Virtuals, a.Flag(1, true))));
        builder.Method<ConcreteSpecObject>("intersects", "other, deps=", static (_, self, a) =>
            PyBool.Of(self.Node.Satisfies(SpecType.Value(a[0]), self.Dag.Virtuals, a.Flag(1, true))));
        builder.Method<ConcreteSpecObject>("constrain", "other, deps=", static (_, self, a) =>
            self.Node.Satisfies(SpecType.Value(a[0]), self.Dag.Virtuals)
                ? PyBool.Of(false)
                : throw ErrorTypes.Raise(ErrorTypes.UnsatisfiableSpecError, $"{self.Node} is concrete and is not {a[0].Str()}"));
        builder.Method<ConcreteSpecObject>("format", "format_string=, color=", static (_, self, a) => Format(self, a.Text(0, null)));
        builder.Method<ConcreteSpecObject>("cformat", "format_string=", static (_, self, a) => Format(self, a.Text(0, null)));
        builder.Method<ConcreteSpecObject>("__format__", "format_string", static (_, self, a) =>
            Format(self, a.Text(0) is { Length: > 0 } format ? format : null));
        builder.Method<ConcreteSpecObject>("dag_hash", "length=", static (_, self, a) =>
            new PyStr(a.Given(0) is PyInt length ? self.Node.ShortHash((int)length.ToInt64()) : self.Node.Hash));
        builder.Method<ConcreteSpecObject>("copy", "deps=, **keywords", static (_, self, _) => self);
    }

    private static PyStr Format(ConcreteSpecObject self, string? format) =>
        new(ErrorTypes.Guard(() => self.Node.Format(format ?? SpecFormat.Default.Text, prefixOf: self.Dag.PrefixOf)));

    private static void DefineParts(NativeTypeBuilder builder)
    {
        builder.Property<ConcreteSpecObject>("concrete", static _ => PyBool.Of(true));
        builder.Property<ConcreteSpecObject>("architecture", static self => new ArchitectureObject(self.Node.Architecture));
        builder.Property<ConcreteSpecObject>("arch", static self => new ArchitectureObject(self.Node.Architecture));
        builder.Property<ConcreteSpecObject>("platform", static self => new PyStr(self.Node.Platform));
        builder.Property<ConcreteSpecObject>("os", static self => new PyStr(self.Node.OperatingSystem));
        builder.Property<ConcreteSpecObject>("target", static self => new TargetObject(self.Node.Target));
        builder.Property<ConcreteSpecObject>("short_spec", static self => new PyStr(self.Node.Format("{name}{@version}{variants}{ platform=architecture.platform}{ os=architecture.os}{ target=architecture.target}{/hash:7}")));
        builder.Property<ConcreteSpecObject>("cshort_spec", static self => new PyStr(self.Node.Format("{name}{@version}{variants}{ platform=architecture.platform}{ os=architecture.os}{ target=architecture.target}{/hash:7}")));
        builder.Property<ConcreteSpecObject>("spliced", static self => PyBool.Of(self.Node.IsSpliced));
        builder.Property<ConcreteSpecObject>("build_spec", static self => self);
        builder.Property<ConcreteSpecObject>("compiler_flags", static self => Flags(self.Node));
        builder.Property<ConcreteSpecObject>("compiler", static self => self.Dag.PackageOf(self).GetAttribute(new PyStr("compiler")));
    }

    private static PyDict Flags(ConcreteSpec node)
    {
        var flags = new PyDict();
        foreach (var kind in CompilerFlags.ValidKinds)
        {
            flags.Set(kind, PyList.OfStrings(node.CompilerFlags[kind].Select(flag => flag.Text)));
        }

        return flags;
    }

    private static void DefinePlaces(NativeTypeBuilder builder)
    {
        builder.Property<ConcreteSpecObject>("external", static self => PyBool.Of(self.Node.IsExternal));
        builder.Property<ConcreteSpecObject>(
            "external_path", static self => self.Node.ExternalPath is { } path ? new PyStr(path) : PyNone.Instance);
        builder.Property<ConcreteSpecObject>("external_modules", static self =>
            self.Node.ExternalModules.IsEmpty ? PyNone.Instance : PyList.OfStrings(self.Node.ExternalModules));
        builder.Property<ConcreteSpecObject>("extra_attributes", static self => PlainObjects.ToPython(self.Node.ExtraAttributes));
        builder.Property<ConcreteSpecObject>("installed", static self => PyBool.Of(self.Dag.IsInstalled(self.Node)));
        builder.Property<ConcreteSpecObject>("installed_upstream", static _ => PyBool.Of(false));
        builder.Property<ConcreteSpecObject>("is_develop", static self => PyBool.Of(self.Node.Variants.TryGet("dev_path", out _)));
        builder.Property<ConcreteSpecObject>("package", static self => self.Dag.PackageOf(self));
        builder.Property<ConcreteSpecObject>("prefix_text", static self => new PyStr(self.Dag.PrefixOf(self.Node)));
        builder.Property<ConcreteSpecObject>("last_query", static self => QueryObject.Of(self.LastQuery ?? new SpecQuery(self.Node.Name, [], false)));
        foreach (var name in new[] { "prefix", "home", "libs", "headers", "command" })
        {
            DefineQuery(builder, name);
        }
    }

    /// <summary>What the package answers about itself, unless a recipe set it on the spec; the rules are in <c>cairn/queries.py</c>.</summary>
    private static void DefineQuery(NativeTypeBuilder builder, string name)
    {
        var key = new PyStr(name);
        builder.Property<ConcreteSpecObject>(
            name,
            self => self.Attributes!.TryGet(key) ?? self.Dag.Query(self, name),
            (self, value) => self.Attributes!.Set(name, value));
    }

    private static void DefineGraph(NativeTypeBuilder builder)
    {
        builder.Property<ConcreteSpecObject>("root", static self => self.Dag.Of(self.Dag.Root));
        builder.Method<ConcreteSpecObject>("has_virtual_dependency", "virtual", static (_, self, a) =>
            PyBool.Of(self.Node.Edges(virtualName: a.Text(0)).Any()));
        builder.Method<ConcreteSpecObject>("edges_to_dependencies", "name=, depflag=, virtuals=", static (_, self, a) => new PyList(
            Edges(self, a).Select(edge => (PyObject)new EdgeObject(self, self.Dag.Of(edge.Node), edge.Types, edge.Virtuals))));
        builder.Method<ConcreteSpecObject>("edges_from_dependents", "name=, depflag=, virtuals=", static (_, self, a) => new PyList(
            self.Dag.DependentsOf(self.Node, DependencyTypeArguments.Read(a.Given(1)))
                .Where(parent => a.Text(0, null) is not { } name || parent.Name == name)
                .SelectMany(parent => parent.Dependencies.Where(edge => edge.Node.Equals(self.Node))
                    .Select(edge => (PyObject)new EdgeObject(self.Dag.Of(parent), self, edge.Types, edge.Virtuals)))));
        builder.Method<ConcreteSpecObject>("dependencies", "name=, deptype=, virtuals=", static (_, self, a) => new PyList(
            Edges(self, a).Select(edge => edge.Node).Distinct().Select(node => (PyObject)self.Dag.Of(node))));
        builder.Method<ConcreteSpecObject>("dependents", "name=, deptype=", static (_, self, a) => new PyList(
            self.Dag.DependentsOf(self.Node, DependencyTypeArguments.Read(a.Given(1)))
                .Where(parent => a.Text(0, null) is not { } name || parent.Name == name)
                .Distinct().Select(node => (PyObject)self.Dag.Of(node))));
        builder.Method<ConcreteSpecObject>("traverse", "*, root=, order=, cover=, direction=, deptype=, depth=, key=, visited=, deptypes=, deptype_query=", static (_, self, a) =>
            new PyList(Visit(self, a).Select(edge => Node(self, edge, a.Flag(5, false)))));
        builder.Method<ConcreteSpecObject>("traverse_edges", "*, root=, order=, cover=, direction=, deptype=, depth=, key=, visited=, deptypes=, deptype_query=", static (_, self, a) =>
            new PyList(Visit(self, a).Select(edge => Edge(self, edge, a.Flag(5, false)))));
    }

    /// <summary>The edges that fit the arguments <c>name</c>, types and <c>virtuals</c> (a name, or several of which one must fit).</summary>
    private static IEnumerable<ConcreteEdge> Edges(ConcreteSpecObject self, BoundArguments a)
    {
        var edges = self.Node.Edges(a.Text(0, null), DependencyTypeArguments.Read(a.Given(1)));
        return a.Given(2) switch
        {
            null => edges,
            PyStr virtualName => edges.Where(edge => edge.Virtuals.Contains(virtualName.Value)),
            var names => edges.Where(edge => Operators.Values(names).Any(name => edge.Virtuals.Contains(name.Str()))),
        };
    }

    private static IEnumerable<VisitedEdge> Visit(ConcreteSpecObject self, BoundArguments a)
    {
        if (a.Text(3, "children") == "parents")
        {
            throw PyRaise.NotImplementedError("traversing dependents is not supported by the recipe language: use dependents()");
        }

        var order = a.Text(1, "pre") switch
        {
            "pre" => TraversalOrder.Pre,
            "post" => TraversalOrder.Post,
            "breadth" => TraversalOrder.Breadth,
            "topo" => TraversalOrder.Topological,
            var other => throw PyRaise.ValueError($"Unknown order {other}"),
        };
        var cover = a.Text(2, "nodes") switch
        {
            "nodes" => TraversalCover.Nodes,
            "edges" => TraversalCover.Edges,
            "paths" => TraversalCover.Paths,
            var other => throw PyRaise.ValueError($"Unknown cover {other}"),
        };
        var types = DependencyTypeArguments.Read(a.Given(4) ?? a.Given(8));
        return a.Given(9) is { } query
            ? VisitAsOf2016(self.Node, order, cover, types, DependencyTypeArguments.Read(query), a.Flag(0, true))
            : self.Node.TraverseEdges(order, cover, types, a.Flag(0, true));
    }

    /// <summary>Recipes of 2016 could follow other types of edges below the direct dependencies: <c>deptype_query</c>.</summary>
    private static IEnumerable<VisitedEdge> VisitAsOf2016(
        ConcreteSpec root, TraversalOrder order, TraversalCover cover, DependencyTypes direct, DependencyTypes below, bool withRoot)
    {
        var self = root.TraverseEdges(order, cover, DependencyTypes.None, true);
        var seen = new HashSet<ConcreteSpec>();
        var others = root.TraverseEdges(TraversalOrder.Pre, TraversalCover.Edges, direct, false).Where(edge => edge.Depth == 1)
            .SelectMany(edge => edge.Node.TraverseEdges(order, cover, below, true)
                .Select(deeper => deeper.Parent is null ? edge : deeper with { Depth = deeper.Depth + 1 }))
            .Where(edge => cover != TraversalCover.Nodes || seen.Add(edge.Node));
        return !withRoot ? others : order == TraversalOrder.Post ? others.Concat(self) : self.Concat(others);
    }

    private static PyObject Node(ConcreteSpecObject self, VisitedEdge edge, bool withDepth) => WithDepth(self.Dag.Of(edge.Node), edge, withDepth);

    private static PyObject Edge(ConcreteSpecObject self, VisitedEdge edge, bool withDepth) => WithDepth(
        new EdgeObject(edge.Parent is null ? null : self.Dag.Of(edge.Parent), self.Dag.Of(edge.Node), edge.Types, edge.Virtuals), edge, withDepth);

    private static PyObject WithDepth(PyObject value, VisitedEdge edge, bool withDepth) =>
        withDepth ? new PyTuple([PyInt.Of(edge.Depth), value]) : value;
}
