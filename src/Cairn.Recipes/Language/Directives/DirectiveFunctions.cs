using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The directives as functions of the module <c>_cairn</c>, with the signatures of the Package API.</summary>
internal sealed class DirectiveFunctions(DirectiveQueue queue, DirectiveArguments read)
{
    // The order of the version keywords is that in which they are stored.
    private static readonly ImmutableArray<string> s_versionKeywords =
    [
        "sha256", "sha384", "sha512", "preferred", "deprecated", "expand", "url", "extension", "no_cache", "fetch_options", "git", "svn",
        "hg", "cvs", "get_full_repo", "git_sparse_paths", "branch", "submodules", "submodules_delete", "commit", "tag", "revision",
        "date", "md5", "sha1", "sha224", "go", "checksum",
    ];

    private static readonly NativeSignature s_version =
        new("ver, checksum=, *, " + string.Join(", ", s_versionKeywords.Except(["checksum"]).Select(keyword => keyword + "=")));

    private static readonly NativeSignature s_dependsOn = new("spec, when=, type=, patches=");

    // Recipes of 2016 say which files of an extension to leave out of its extendee; there is nothing to leave them out of today.
    private static readonly NativeSignature s_extends = new("spec, when=, type=, patches=, *, ignore=, deptypes=");
    private static readonly NativeSignature s_provides = new("*specs, when=");
    private static readonly NativeSignature s_conflicts = new("conflict_spec, when=, msg=");
    private static readonly NativeSignature s_requires = new("*requirement_specs, policy=, when=, msg=");
    private static readonly NativeSignature s_license = new("license_identifier, checked_by=, when=");
    private static readonly NativeSignature s_maintainers = new("*names");
    private static readonly NativeSignature s_canSplice = new("target, *, when, match_variants=");
    private static readonly NativeSignature s_redistribute = new("source=, binary=, when=");
    private static readonly NativeSignature s_resource = new("*, name=, destination=, placement=, when=, **kwargs");
    private static readonly NativeSignature s_patch =
        new("url_or_filename, level=, when=, working_dir=, reverse=, sha256=, archive_sha256=");

    private static readonly NativeSignature s_variant =
        new("name, default=, description=, values=, multi=, validator=, when=, sticky=");

    /// <summary>Adds the functions to a module.</summary>
    public void AddTo(PyModule module)
    {
        Add(module, "version", s_version, Version);
        Add(module, "depends_on", s_dependsOn, DependsOn);
        Add(module, "extends", s_extends, Extends);
        Add(module, "provides", s_provides, (a, place) => new ProvidesDirective([.. a.Rest(0).Items.Select(read.Spec)], read.When(a.Optional(1)), place));
        Add(module, "conflicts", s_conflicts, (a, place) =>
            new ConflictsDirective(read.Spec(a[0]), read.When(a.Optional(1)), a.Given(2)?.Str(), place));
        Add(module, "requires", s_requires, Requires);
        Add(module, "license", s_license, (a, place) => new LicenseDirective(a[0].Str(), read.When(a.Optional(2)), place));
        Add(module, "maintainers", s_maintainers, (a, place) => new MaintainersDirective([.. a.Rest(0).Items.Select(name => name.Str())], place));
        Add(module, "can_splice", s_canSplice, CanSplice);
        Add(module, "redistribute", s_redistribute, Redistribute);
        Add(module, "resource", s_resource, Resource);
        Add(module, "patch", s_patch, Patch);
        Add(module, "variant", s_variant, Variant);
        module.Member("build_system", new NativeFunction("build_system", (_, arguments) => Run("variant", s_variant, BuildSystem(arguments), Variant)));
    }

    private static CallArguments BuildSystem(CallArguments arguments)
    {
        var chosen = arguments.Keyword("default") is { IsTrue: true } given ? given : arguments[0];
        return new CallArguments(
            [
                new PyStr("build_system"), new PyTuple(arguments.Positional.ToArray()),
                new PyStr("Build systems supported by the package"), chosen, PyBool.Of(false),
            ],
            ["values", "description", "default", "multi"]);
    }

    private static PyRaise Fault(string message) => ErrorTypes.Raise(ErrorTypes.DirectiveError, message);

    private void Add(PyModule module, string name, NativeSignature signature, Func<BoundArguments, DirectivePlace, DirectiveObject> make) =>
        module.Member(name, new NativeFunction(name, (_, arguments) => Run(name, signature, arguments, make)));

    private PyObject Run(
        string name, NativeSignature signature, CallArguments arguments, Func<BoundArguments, DirectivePlace, DirectiveObject> make)
    {
        arguments = queue.WithContext(name, arguments);
        queue.RemoveNested(arguments);
        return queue.Stage(make(signature.Bind(name, arguments), queue.Here));
    }

    private DirectiveObject Version(BoundArguments a, DirectivePlace place)
    {
        var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, MetadataValue>>();
        for (int i = 0; i < s_versionKeywords.Length; i++)
        {
            // `checksum` stands second in the signature and last in the order of keywords.
            var value = a.Given(i == s_versionKeywords.Length - 1 ? 1 : i + 2);
            if (value is not null)
            {
                attributes.Add(new(s_versionKeywords[i], DirectiveArguments.Value(value)));
            }
        }

        return new VersionDirective(a[0], attributes.ToImmutable(), place);
    }

    private DirectiveObject DependsOn(BoundArguments a, DirectivePlace place)
    {
        var types = a.Optional(2) is { } given ? DirectiveArguments.Types(given) : DependencyTypes.Build | DependencyTypes.Link;
        return new DependsOnDirective(read.Spec(a[0]), read.When(a.Optional(1)), types, Patches(a.Given(3), place), place);
    }

    private DirectiveObject Extends(BoundArguments a, DirectivePlace place)
    {
        var types = (a.Optional(2) ?? a.Optional(5)) is { } given ? DirectiveArguments.Types(given) : DependencyTypes.Build | DependencyTypes.Run;
        return new ExtendsDirective(read.Spec(a[0]), read.When(a.Optional(1)), types, Patches(a.Given(3), place), a.Given(4), place);
    }

    private ImmutableArray<PatchDirective> Patches(PyObject? value, DirectivePlace place) => value switch
    {
        null => [],
        PyList or PyTuple => [.. Operators.Values(value).Select(item => OnePatch(item, place))],
        _ => [OnePatch(value, place)],
    };

    private static PatchDirective OnePatch(PyObject value, DirectivePlace place) => value switch
    {
        PatchDirective patch => patch,
        PyStr text => new PatchDirective(text.Value, PyInt.Of(1), AbstractSpec.Empty, ".", false, null, null, place),
        _ => throw PyRaise.TypeError($"a patch is a text or a patch() directive, not a '{value.Type.Name}'"),
    };

    private DirectiveObject Requires(BoundArguments a, DirectivePlace place)
    {
        var policy = a.Text(1, "one_of") switch
        {
            "one_of" => RequirementPolicy.OneOf,
            "any_of" => RequirementPolicy.AnyOf,
            var other => throw Fault($"the 'policy' argument of the 'requires' directive is `{other}`: only 'one_of' or 'any_of' are allowed"),
        };
        return new RequiresDirective(
            [.. a.Rest(0).Items.Select(read.Spec)], policy, read.When(a.Optional(2)), a.Given(3)?.Str(), place);
    }

    private DirectiveObject CanSplice(BoundArguments a, DirectivePlace place)
    {
        if (a.Given(2) is PyStr { Value: not "*" })
        {
            throw PyRaise.ValueError("* is the only valid string for match_variants; a single variant is given as a list");
        }

        return new CanSpliceDirective(
            read.Spec(a[0]), read.When(a.Optional(1)), a.Given(2) is { } variants ? DirectiveArguments.Texts(variants) : [], place);
    }

    private DirectiveObject Redistribute(BoundArguments a, DirectivePlace place)
    {
        var (source, binary) = (a.Given(0), a.Given(1));
        if (source is { IsTrue: true } || binary is { IsTrue: true })
        {
            throw Fault("source and binary distribution are allowed by default; they can only be forbidden");
        }

        var when = source is null && binary is null ? null : read.When(a.Optional(2));
        return new RedistributeDirective(source is not null, binary is not null, when, place);
    }

    private DirectiveObject Resource(BoundArguments a, DirectivePlace place)
    {
        var attributes = a.Keywords(4).Snapshot()
            .Select(entry => KeyValuePair.Create(entry.Key.Str(), DirectiveArguments.Value(entry.Value)));
        return new ResourceDirective(
            a.Text(0, null), a.Text(1, "")!, a.Given(2) is { } placement ? DirectiveArguments.Value(placement) : null,
            read.When(a.Optional(3)), [.. attributes], place);
    }

    private DirectiveObject Patch(BoundArguments a, DirectivePlace place) => new PatchDirective(
        a[0].Str(), a.Optional(1) ?? PyInt.Of(1), read.When(a.Optional(2)), a.Text(3, ".")!, a.Flag(4), a.Text(5, null), a.Text(6, null), place);

    private DirectiveObject Variant(BoundArguments a, DirectivePlace place) => new VariantDirective(
        a[0].Str(), a.Optional(1) ?? PyNone.Instance, a.Optional(2)?.Str() ?? "", a.Given(3), a.Given(4), a.Given(5),
        read.When(a.Optional(6)), a.Flag(7), place);
}
