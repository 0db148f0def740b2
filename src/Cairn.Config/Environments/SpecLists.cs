using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Environments;

/// <summary>Writes out lists of specs: references to definitions, and matrices.</summary>
/// <remarks>Spack docs, "Spec Lists in Environments": <c>$name</c>, <c>$^name</c>, <c>$%name</c>, <c>matrix</c> with <c>exclude</c>.</remarks>
internal sealed class SpecLists(Func<YamlScalar, bool> condition, Func<YamlScalar, SourceLocation?> locationOf)
{
    private readonly Dictionary<string, ImmutableArray<Item>> _definitions = new(StringComparer.Ordinal);

    /// <summary>Takes over definitions; a later one may refer to earlier ones.</summary>
    public void Define(YamlNode? definitions)
    {
        Dictionary<string, List<YamlNode>> lists = new(StringComparer.Ordinal);
        foreach (var node in Items(definitions, "definitions"))
        {
            var mapping = node as YamlMapping ?? throw Configuration.Mismatch("definitions", node, "a mapping of one name to a list of specs");
            var named = mapping.Entries.Where(entry => entry.Key != "when").ToList();
            if (named.Count != 1)
            {
                throw Fault($"a definition has one name, and this one has {(named.Count == 0 ? "none" : string.Join(" and ", named.Select(entry => $"`{entry.Key}`")))}",
                    mapping.Mark, "give each name an entry of its own in the list");
            }

            if (!lists.TryGetValue(named[0].Key, out var list))
            {
                lists.Add(named[0].Key, list = []);
            }

            if (mapping["when"] is not YamlScalar { IsNull: false } when || condition(when))
            {
                list.AddRange(Items(named[0].Value, $"definitions:{named[0].Key}"));
            }
        }

        foreach (var (name, list) in lists)
        {
            _definitions[name] = Read(list);
        }
    }

    /// <summary>The specs of a list, each once.</summary>
    public ImmutableArray<UserSpec> Expand(YamlNode? list, string path)
    {
        var specs = ImmutableArray.CreateBuilder<UserSpec>();
        HashSet<AbstractSpec> seen = [];
        foreach (var item in Read(Items(list, path)))
        {
            foreach (var constraints in Constraints(item))
            {
                var spec = Join(constraints);
                if (spec.Spec.IsAnonymous)
                {
                    throw new CairnException(new Diagnostic(
                        "anonymous-request", $"`{spec.Spec.ToString().Trim()}` names no package", spec.Location, "write a package in front: `zlib@1.3`"));
                }

                if (seen.Add(spec.Spec))
                {
                    specs.Add(spec);
                }
            }
        }

        return specs.ToImmutable();
    }

    private ImmutableArray<Item> Read(IEnumerable<YamlNode> nodes)
    {
        var items = ImmutableArray.CreateBuilder<Item>();
        foreach (var node in nodes)
        {
            switch (node)
            {
                case YamlScalar { IsNull: false } scalar when scalar.Text.StartsWith('$'):
                    items.AddRange(Referenced(scalar));
                    break;
                case YamlScalar { IsNull: false } scalar:
                    items.Add(new Literal(scalar.Text, scalar));
                    break;
                case YamlMapping mapping:
                    items.Add(ReadMatrix(mapping));
                    break;
                default:
                    throw Configuration.Mismatch("specs", node, "a spec, `$name` of a definition, or a mapping with `matrix`");
            }
        }

        return items.ToImmutable();
    }

    private IEnumerable<Item> Referenced(YamlScalar scalar)
    {
        var name = scalar.Text[1..];
        var sigil = name.StartsWith('^') || name.StartsWith('%') ? name[..1] : "";
        name = name[sigil.Length..];
        if (!_definitions.TryGetValue(name, out var items))
        {
            throw Fault($"`{scalar.Text}` refers to the list `{name}`, which is not defined before", scalar.Mark,
                _definitions.Count == 0
                    ? "define it under `definitions:`"
                    : $"defined are {string.Join(", ", _definitions.Keys.Order(StringComparer.Ordinal).Select(known => $"`{known}`"))}");
        }

        return sigil.Length == 0 ? items : items.Select(item => item.With(sigil));
    }

    private Matrix ReadMatrix(YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key is not ("matrix" or "exclude"))
            {
                throw Fault($"a matrix has `matrix` and `exclude`, not `{entry.Key}`", entry.KeyMark,
                    "a spec that contains a colon and a blank stands in quotes");
            }
        }

        var rows = mapping["matrix"] ?? throw Fault("this matrix has no rows", mapping.Mark, "list them under `matrix:`");
        return new Matrix(
            [.. Items(rows, "matrix").Select(row => Read(Items(row, "matrix")))],
            [.. Items(mapping["exclude"], "exclude").Select(node => Parse(Scalar(node), "").Spec)],
            "");
    }

    /// <summary>Each spec of an item as the constraints that make it.</summary>
    private IEnumerable<ImmutableArray<UserSpec>> Constraints(Item item) => item switch
    {
        Literal literal => [[Parse(literal.Scalar, literal.Sigil)]],
        Matrix matrix => Combinations(matrix),
        _ => [],
    };

    private IEnumerable<ImmutableArray<UserSpec>> Combinations(Matrix matrix)
    {
        IEnumerable<ImmutableArray<UserSpec>> combinations = [[]];
        foreach (var row in matrix.Rows)
        {
            // A matrix inside a row stands for all of its specs.
            var choices = row.SelectMany(Constraints).ToList();
            combinations = combinations.SelectMany(before => choices.Select(choice => before.AddRange(choice)));
        }

        foreach (var combination in combinations)
        {
            if (combination.IsEmpty || matrix.Exclude.Any(excluded => Join(combination).Spec.Satisfies(excluded)))
            {
                continue;
            }

            yield return matrix.Sigil.Length == 0
                ? combination
                : combination.SetItem(0, combination[0] with { Spec = AbstractSpec.Parse(matrix.Sigil + combination[0].Spec) });
        }
    }

    private static UserSpec Join(ImmutableArray<UserSpec> constraints)
    {
        var spec = constraints[0].Spec;
        try
        {
            foreach (var constraint in constraints[1..])
            {
                spec = spec.Constrain(constraint.Spec);
            }
        }
        catch (CairnException failure) when (failure.Diagnostic.Location is null)
        {
            throw new CairnException(failure.Diagnostic with { Location = constraints[0].Location }, failure);
        }

        return new UserSpec(spec, constraints[0].Location);
    }

    private UserSpec Parse(YamlScalar scalar, string sigil)
    {
        try
        {
            return new UserSpec(AbstractSpec.Parse(sigil + scalar.Text), locationOf(scalar));
        }
        catch (CairnException failure)
        {
            // The parser knows the place in the text, the reader of the file knows the place of the text.
            var inner = failure.Diagnostic.Location;
            throw new CairnException(
                failure.Diagnostic with
                {
                    Location = locationOf(scalar) is { SourceLine: { } line } outer && inner is not null
                            && line.IndexOf(scalar.Text, StringComparison.Ordinal) is >= 0 and var start
                        ? outer with { Column = start + Math.Max(1, inner.Column - sigil.Length), Length = inner.Length }
                        : new SourceLocation(scalar.Mark.File, scalar.Mark.Line, scalar.Mark.Column, inner?.SourceLine, inner?.Length ?? 1),
                },
                failure);
        }
    }

    private static YamlScalar Scalar(YamlNode node) =>
        node as YamlScalar ?? throw Configuration.Mismatch("exclude", node, "a spec");

    private static ImmutableArray<YamlNode> Items(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence sequence => sequence.Items,
        _ => throw Configuration.Mismatch(path, node, "a list"),
    };

    private static CairnException Fault(string message, YamlMark mark, string hint) =>
        new(new Diagnostic("spec-list", message, new SourceLocation(mark.File, mark.Line, mark.Column), [], hint));

    /// <summary>What a list may hold.</summary>
    private abstract record Item
    {
        /// <summary>The item behind a <c>^</c> or <c>%</c>.</summary>
        public abstract Item With(string sigil);
    }

    private sealed record Literal(string Text, YamlScalar Scalar, string Sigil = "") : Item
    {
        public override Item With(string sigil) => this with { Sigil = sigil };
    }

    private sealed record Matrix(ImmutableArray<ImmutableArray<Item>> Rows, ImmutableArray<AbstractSpec> Exclude, string Sigil) : Item
    {
        public override Item With(string sigil) => this with { Sigil = sigil };
    }
}
