using System.Collections.Immutable;
using System.Text.Json;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Build.Detection;

/// <summary>A description of what a machine's vendor installed: concrete specs with their prefixes, and compilers.</summary>
/// <remarks>The form is that of Spack's docs, "Cray manifest"; files of a vendor lie in <see cref="DefaultDirectory"/>.</remarks>
public sealed class CrayManifest
{
    /// <summary>Where Cray's programming environment leaves its descriptions.</summary>
    public const string DefaultDirectory = "/opt/cray/pe/cpe-descriptive-manifest/";

    private CrayManifest(ImmutableArray<ConcreteSpec> specs, ImmutableArray<ManifestCompiler> compilers, ImmutableArray<string> omitted) =>
        (Specs, Compilers, Omitted) = (specs, compilers, omitted);

    /// <summary>The installed packages whose recipes are known.</summary>
    public ImmutableArray<ConcreteSpec> Specs { get; }

    /// <summary>The compilers.</summary>
    public ImmutableArray<ManifestCompiler> Compilers { get; }

    /// <summary>Sentences on what was left out, and why.</summary>
    public ImmutableArray<string> Omitted { get; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipes">The recipes that say which variants there are.</param>
    /// <exception cref="CairnException">The file is unreadable, no JSON, or lacks what every entry has.</exception>
    public static CrayManifest Read(string path, RecipeRepositories recipes)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new Reader(recipes).Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CairnException(new Diagnostic(
                "manifest", $"`{path}` is no description of installed packages: {exception.Message}", null, [],
                "it should hold `specs` and `compilers` as Spack's documentation on Cray manifests describes"), exception);
        }
    }

    /// <summary>The package of a compiler, which vendors call by other names.</summary>
    public static string PackageOf(string compiler) => compiler switch
    {
        "nvidia" => "nvhpc",
        "rocm" => "llvm-amdgpu",
        "clang" => "llvm",
        _ => compiler,
    };

    private sealed class Reader(RecipeRepositories recipes)
    {
        private readonly Dictionary<string, JsonElement> _entries = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ConcreteSpec?> _specs = new(StringComparer.Ordinal);
        private readonly ImmutableArray<string>.Builder _omitted = ImmutableArray.CreateBuilder<string>();

        public CrayManifest Read(JsonElement root)
        {
            if (root.TryGetProperty("specs", out var specs))
            {
                foreach (var entry in specs.EnumerateArray())
                {
                    _entries[entry.GetProperty("hash").GetString()!] = entry;
                }
            }

            foreach (var hash in _entries.Keys.Order(StringComparer.Ordinal))
            {
                SpecOf(hash);
            }

            var compilers = root.TryGetProperty("compilers", out var listed) ? listed.EnumerateArray().Select(CompilerOf).ToImmutableArray() : [];
            return new CrayManifest([.. _specs.Values.OfType<ConcreteSpec>().OrderBy(spec => spec)], compilers, _omitted.DrainToImmutable());
        }

        private ConcreteSpec? SpecOf(string hash)
        {
            if (_specs.TryGetValue(hash, out var known) || !_entries.TryGetValue(hash, out var entry))
            {
                return known;
            }

            _specs[hash] = null; // a description that goes in circles ends here
            return _specs[hash] = Create(hash, entry);
        }

        private ConcreteSpec? Create(string hash, JsonElement entry)
        {
            var name = entry.GetProperty("name").GetString()!;
            if (!recipes.TryGet(name, out var recipe))
            {
                _omitted.Add($"{name}/{hash[..Math.Min(7, hash.Length)]}: there is no recipe of this name");
                return null;
            }

            var architecture = entry.GetProperty("arch");
            var platform = architecture.GetProperty("platform").GetString()!;
            return new ConcreteSpec
            {
                Name = name,
                Namespace = recipe.Namespace,
                Version = Cairn.Specs.Version.Parse(entry.GetProperty("version").GetString()!),
                Architecture = new ConcreteArchitecture(
                    platform.Equals("cray", StringComparison.OrdinalIgnoreCase) ? HostPlatform.Name : platform,
                    architecture.GetProperty("platform_os").GetString()!,
                    TargetOf(architecture.GetProperty("target").GetProperty("name").GetString()!)),
                Variants = VariantsOf(entry, recipe),
                Dependencies = [.. DependenciesOf(entry)],
                External = new ExternalLocation(entry.GetProperty("prefix").GetString()!),
                Hash = hash,
            };
        }

        private static Microarchitecture TargetOf(string name) =>
            Microarchitectures.Get(name);

        private IEnumerable<ConcreteEdge> DependenciesOf(JsonElement entry)
        {
            if (!entry.TryGetProperty("dependencies", out var dependencies))
            {
                yield break;
            }

            foreach (var dependency in dependencies.EnumerateObject())
            {
                if (SpecOf(dependency.Value.GetProperty("hash").GetString()!) is { } node)
                {
                    var types = dependency.Value.TryGetProperty("type", out var listed)
                        ? listed.EnumerateArray().Aggregate(DependencyTypes.None, (all, type) => all | TypeOf(type.GetString()!))
                        : DependencyTypes.Build | DependencyTypes.Link;
                    yield return new ConcreteEdge(node, types);
                }
            }
        }

        private static DependencyTypes TypeOf(string name) => name switch
        {
            "build" => DependencyTypes.Build,
            "link" => DependencyTypes.Link,
            "run" => DependencyTypes.Run,
            "test" => DependencyTypes.Test,
            _ => throw new InvalidOperationException($"`{name}` is no type of dependencies"),
        };

        private static VariantMap VariantsOf(JsonElement entry, RecipeMetadata recipe)
        {
            if (!entry.TryGetProperty("parameters", out var parameters))
            {
                return VariantMap.Empty;
            }

            var text = string.Join(' ', parameters.EnumerateObject().Where(parameter => recipe.Variants.Any(variant => variant.Name == parameter.Name)).Select(Setting));
            return text.Length == 0 ? VariantMap.Empty : AbstractSpec.Parse(text).Variants;
        }

        private static string Setting(JsonProperty parameter) => parameter.Value.ValueKind switch
        {
            JsonValueKind.True => $"+{parameter.Name}",
            JsonValueKind.False => $"~{parameter.Name}",
            JsonValueKind.Array => $"{parameter.Name}={string.Join(',', parameter.Value.EnumerateArray().Select(value => value.GetString()))}",
            _ => $"{parameter.Name}={parameter.Value.GetString()}",
        };

        private static ManifestCompiler CompilerOf(JsonElement entry)
        {
            var prefix = entry.TryGetProperty("prefix", out var given) ? given.GetString() : null;
            var paths = entry.GetProperty("executables").EnumerateObject()
                .Select(program => prefix is null ? program.Value.GetString()! : Path.Combine(prefix, program.Value.GetString()!)).ToImmutableArray();
            return new ManifestCompiler(
                PackageOf(entry.GetProperty("name").GetString()!), entry.GetProperty("version").GetString()!, paths,
                entry.TryGetProperty("arch", out var architecture)
                    ? $"platform=linux os={architecture.GetProperty("os").GetString()} target={architecture.GetProperty("target").GetString()}"
                    : "");
        }
    }
}

/// <summary>A compiler of a manifest.</summary>
/// <param name="Package">Its package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Programs">Its programs.</param>
/// <param name="Architecture">What it compiles for, as a spec; empty if that is not said.</param>
public sealed record ManifestCompiler(string Package, string Version, ImmutableArray<string> Programs, string Architecture);
