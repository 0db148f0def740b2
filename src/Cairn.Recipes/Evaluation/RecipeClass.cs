using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A recipe's class while its directives are applied to it.</summary>
internal sealed partial class RecipeClass
{
    private static readonly PyStr s_hasCode = new("has_code");
    private static readonly PyStr s_maintainers = new("maintainers");
    private static readonly PyStr s_tags = new("tags");
    private static readonly PyStr s_documentation = new("__doc__");
    private static readonly PyStr s_runtimeConstraints = new("runtime_constraints");

    // In the order of the oracle's README, which is that of the fetchers' precedence where it matters.
    private static readonly ImmutableArray<PyStr> s_attributes =
    [
        .. new[]
        {
            "homepage", "url", "urls", "git", "svn", "hg", "cvs", "list_url", "list_depth", "default_buildsystem",
            "build_system_class", "manual_download", "license_required", "extendable", "parallel", "pypi", "cran", "bioc",
            "gnu_mirror_path", "sourceforge_mirror_path", "sourceware_mirror_path", "xorg_mirror_path", "submodules", "no_cache",
            "fetch_options", "import_modules", "executables", "libraries", "go", "cpan", "virtual",
        }.Select(name => new PyStr(name)),
    ];

    private readonly RecipeSession _session;

    public RecipeClass(RecipeSession session, PyType type)
    {
        (_session, Type) = (session, type);
        Name = session.PackageOfModule(type.Module);
        Namespace = session.NamespaceOfModule(type.Module);
        HasCode = type.TryGetAttribute(s_hasCode)?.IsTrue ?? true;
        Builder = new RecipeBuilder(Name, Namespace)
        {
            ClassName = type.Name,
            File = session.FileOfModule(type.Module) ?? type.Module,
            HasCode = HasCode,
            AllowsTransitiveConstraints = IsOld(type),
            ExtendsPythonItself = type.Mro.Any(parent => parent.Module == "spack.package_2016"),
        };
    }

    public PyType Type { get; }

    public string Name { get; }

    public string Namespace { get; }

    public string FullName => $"{Namespace}.{Name}";

    public bool HasCode { get; }

    public RecipeBuilder Builder { get; }

    /// <summary>True if the class has the attribute.</summary>
    public bool Has(string attribute) => Type.TryGetAttribute(attribute) is not null;

    /// <summary>The file of that name beside the recipe, or beside the first recipe along the MRO that has it.</summary>
    /// <exception cref="PyRaise">There is none.</exception>
    public string FindBeside(string relativePath)
    {
        foreach (var type in Type.Mro)
        {
            if (!_session.IsPackageModule(type.Module) || _session.FileOfModule(type.Module) is not { } file)
            {
                continue;
            }

            string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file) ?? "/", relativePath));
            if (_session.TreeOfModule(type.Module).HasFile(path))
            {
                return path;
            }
        }

        throw PyRaise.ValueError($"the patch file `{relativePath}` of package `{FullName}` does not exist");
    }

    /// <summary>Applies all directives and reads the attributes.</summary>
    public RecipeMetadata Evaluate()
    {
        // Attributes may be computed from what the directives say: the URL of an R package names its newest version.
        ApplyDirectives();
        ReadAttributes();
        return Builder.Build();
    }

    /// <summary>What the directives of a recipe's class say, without the attributes; evaluated once per class.</summary>
    public static RecipeMetadata DirectivesOf(RecipeSession session, PyType type) =>
        type.Tag as RecipeMetadata ?? new RecipeClass(session, type).ApplyDirectives();

    private RecipeMetadata ApplyDirectives()
    {
        if (Type.TryGetAttribute(s_maintainers) is PyList or PyTuple or PySet or PyStr)
        {
            // A text is taken for its letters, as in Python.
            Builder.InitialMaintainers = [.. Operators.Values(Type.GetAttribute(s_maintainers)).Select(name => name.Str())];
        }

        foreach (var directive in DirectiveQueue.Of(Type))
        {
            try
            {
                directive.Apply(this);
            }
            catch (CairnException failure) when (failure.Diagnostic.Location is null)
            {
                throw new CairnException(failure.Diagnostic with { Location = directive.Place.ToSourceLocation() }, failure);
            }
            catch (PyRaise failure)
            {
                throw RecipeFailure.AtDirective(FullName, failure, directive.Place);
            }
        }

        var result = Builder.Build();
        if (IsOld(Type) && IsBuilt && !result.Languages.Any())
        {
            AddLanguages();
            result = Builder.Build();
        }

        Type.Tag = result;
        return result;
    }

    /// <summary>
    /// To Package API v1 the compiler was no dependency: every package was built with all of its languages. Here it gets C and C++, and
    /// Fortran if its recipe speaks of it, so that sites without a Fortran compiler can build the rest.
    /// </summary>
    private void AddLanguages()
    {
        var texts = Type.Mro.Where(type => _session.IsPackageModule(type.Module))
            .Select(type => (type.Module, File: _session.FileOfModule(type.Module))).Where(module => module.File is not null)
            .Select(module => _session.TreeOfModule(module.Module).ReadText(module.File!));
        // Spack 0.23 has recipes that stand for the languages themselves.
        if (Name is "c" or "cxx" or "fortran")
        {
            return;
        }

        foreach (string language in texts.Any(text => Fortran().IsMatch(text)) ? ["c", "cxx", "fortran"] : new[] { "c", "cxx" })
        {
            Builder.DependsOn(AbstractSpec.Parse(language), AbstractSpec.Empty, DependencyTypes.Build);
        }
    }

    /// <summary>False for what only stands for other packages, and for what belongs to a compiler itself.</summary>
    private bool IsBuilt =>
        Type.TryGetAttribute("virtual")?.IsTrue is not true
        && Type.TryGetAttribute("build_system_class") is not PyStr { Value: "BundlePackage" }
        && !(Type.TryGetAttribute(s_tags) is PyList or PyTuple && DirectiveArguments.Texts(Type.GetAttribute(s_tags)).Contains("runtime"));

    private static bool IsOld(PyType type) => type.Module.StartsWith("spack.pkg.", StringComparison.Ordinal);

    [GeneratedRegex(@"fortran|\b(spack_)?(f77|f90|fc)\b|\bmpif", RegexOptions.IgnoreCase)]
    private static partial Regex Fortran();

    private void ReadAttributes()
    {
        foreach (var name in s_attributes)
        {
            if (Type.TryGetAttribute(name) is { } value and not PyNone)
            {
                Builder.Attribute(name.Value, DirectiveArguments.Value(value));
            }
        }

        Builder.Description = Type.Namespace.TryGet(s_documentation) is PyStr text ? text.Value : null;
        Builder.Tags = Type.TryGetAttribute(s_tags) is PyList or PyTuple ? DirectiveArguments.Texts(Type.GetAttribute(s_tags)) : [];
        Builder.HasRuntimeConstraints = Type.TryGetAttribute(s_runtimeConstraints) is not null;
        Builder.FullNames =
        [
            .. Type.Mro.TakeWhile(type => _session.IsPackageModule(type.Module))
                .Select(type => $"{_session.NamespaceOfModule(type.Module)}.{_session.PackageOfModule(type.Module)}"),
        ];
    }
}
