using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Cairn.Python;

namespace Cairn.Recipes;

/// <summary>
/// Rewrites what a recipe for Package API v1 imports as v2 wants it: base classes come from <c>spack_repo.builtin.build_systems</c> and
/// have to be imported, other recipes are modules of <c>spack_repo</c>.
/// </summary>
/// <remarks>Spack docs, "Package API", v2.0.</remarks>
public static partial class ImportRewriting
{
    private const string BuildSystems = "spack_repo.builtin.build_systems.";

    private static readonly FrozenDictionary<string, string> s_modules = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AspellDictPackage"] = "aspell_dict",
        ["AutotoolsPackage"] = "autotools",
        ["BundlePackage"] = "bundle",
        ["CachedCMakePackage"] = "cached_cmake",
        ["cmake_cache_filepath"] = "cached_cmake",
        ["cmake_cache_option"] = "cached_cmake",
        ["cmake_cache_path"] = "cached_cmake",
        ["cmake_cache_string"] = "cached_cmake",
        ["CargoPackage"] = "cargo",
        ["CMakePackage"] = "cmake",
        ["generator"] = "cmake",
        ["CompilerPackage"] = "compiler",
        ["CudaPackage"] = "cuda",
        ["Package"] = "generic",
        ["GNUMirrorPackage"] = "gnu",
        ["GoPackage"] = "go",
        ["LuaPackage"] = "lua",
        ["MakefilePackage"] = "makefile",
        ["MavenPackage"] = "maven",
        ["MesonPackage"] = "meson",
        ["MSBuildPackage"] = "msbuild",
        ["NMakePackage"] = "nmake",
        ["OctavePackage"] = "octave",
        ["INTEL_MATH_LIBRARIES"] = "oneapi",
        ["IntelOneApiLibraryPackage"] = "oneapi",
        ["IntelOneApiLibraryPackageWithSdk"] = "oneapi",
        ["IntelOneApiPackage"] = "oneapi",
        ["IntelOneApiStaticLibraryList"] = "oneapi",
        ["PerlPackage"] = "perl",
        ["PythonExtension"] = "python",
        ["PythonPackage"] = "python",
        ["QMakePackage"] = "qmake",
        ["RPackage"] = "r",
        ["RacketPackage"] = "racket",
        ["ROCmPackage"] = "rocm",
        ["RubyPackage"] = "ruby",
        ["SConsPackage"] = "scons",
        ["SIPPackage"] = "sip",
        ["SourceforgePackage"] = "sourceforge",
        ["SourcewarePackage"] = "sourceware",
        ["WafPackage"] = "waf",
        ["XorgPackage"] = "xorg",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The text of a recipe with its imports rewritten; the text itself if there is nothing to do.</summary>
    /// <exception cref="RecipeSyntaxException">It is not Python.</exception>
    public static RewrittenRecipe Rewrite(string path, string text)
    {
        var file = new SourceFile(path, text);
        var outline = ModuleOutline.Of(file);
        var edits = new List<Edit>();
        var problems = new List<string>();
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var import in outline.Imports)
        {
            RewriteImport(file, import, edits, replaced, problems);
        }

        foreach (var use in outline.DottedNames.Where(use => use.Text.StartsWith("spack.pkg.", StringComparison.Ordinal)))
        {
            string? module = replaced.Keys.Where(module => use.Text == module || use.Text.StartsWith(module + ".", StringComparison.Ordinal)).MaxBy(module => module.Length);
            if (module is null)
            {
                problems.Add($"line {file.LineOf(use.Position)}: `{use.Text}` is used but not imported");
                continue;
            }

            edits.Add(new Edit(use.Position, use.Position + module.Length, replaced[module]));
        }

        AddMissing(file, outline, edits);
        return new RewrittenRecipe(Apply(file.Text, edits), problems);
    }

    private static void RewriteImport(SourceFile file, ModuleImport import, List<Edit> edits, Dictionary<string, string> replaced, List<string> problems)
    {
        if (!import.IsFrom)
        {
            foreach (var name in import.Names.Where(name => name.Name.StartsWith("spack.pkg.", StringComparison.Ordinal)))
            {
                string module = ModuleOfToday(name.Name);
                replaced.TryAdd(name.Name, module);
                edits.Add(new Edit(name.Position, name.Position + name.Name.Length, module));
            }

            return;
        }

        foreach (var gone in import.Names.Where(name => import is { Module: "spack.package", Level: 0 } && s_modules.ContainsKey(name.Name)))
        {
            problems.Add($"line {file.LineOf(gone.Position)}: `{gone.Name}` is imported from `spack.package`, which does not have it any more");
        }

        if (import.Level == 0 && import.Module.StartsWith("spack.pkg.", StringComparison.Ordinal))
        {
            string[] parts = import.Module.Split('.');
            if (parts.Length == 4)
            {
                // from spack.pkg.builtin.boost import Boost
                edits.Add(new Edit(import.ModulePosition, import.ModulePosition + import.Module.Length, ModuleOfToday(import.Module)));
            }
            else if (parts.Length == 3)
            {
                // from spack.pkg.builtin import boost, cmake as tool
                string indentation = file.Text[(file.Text.LastIndexOf('\n', import.Start) + 1)..import.Start];
                edits.Add(new Edit(import.Start, import.End, string.Join('\n' + indentation, import.Names.Select(name =>
                    $"import spack_repo.{parts[2]}.packages.{Directory(name.Name)}.package as {name.Alias ?? Directory(name.Name)}"))));
            }
            else
            {
                problems.Add($"line {file.LineOf(import.Start)}: it is not known what becomes of `{import.Module}`");
            }
        }
        else if (import is { Level: 1, Module.Length: > 0 } && !import.Module.Contains('.'))
        {
            // from .blt import … → from ..blt.package import …
            edits.Add(new Edit(import.ModulePosition - 1, import.ModulePosition + import.Module.Length, $"..{Directory(import.Module)}.package"));
        }
    }

    private static void AddMissing(SourceFile file, ModuleOutline outline, List<Edit> edits)
    {
        var there = outline.Imports.SelectMany(import => import.Names.Select(name => name.Alias ?? name.Name)).Concat(outline.DefinedNames).ToHashSet(StringComparer.Ordinal);
        var missing = outline.Names.Where(name => s_modules.ContainsKey(name) && !there.Contains(name)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var lines = new StringBuilder();
        foreach (var module in missing.GroupBy(name => s_modules[name], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            lines.Append("from ").Append(BuildSystems).Append(module.Key).Append(" import ").AppendJoin(", ", module.Order(StringComparer.Ordinal)).Append('\n');
        }

        // Right before the Package API, behind the last other import at the top, or before everything.
        var top = outline.Imports.Where(import => import.IsAtTop).ToList();
        int at = top.Find(import => import is { IsFrom: true, Module: "spack.package" }) is { } api ? api.Start
            : top.Count > 0 ? LineBehind(file.Text, top[^1].End)
            : LineOf(file.Text, outline.FirstStatement);
        edits.Add(new Edit(at, at, top.Count > 0 ? lines.ToString() : lines.Append("\n\n").ToString()));
    }

    /// <summary><c>spack.pkg.builtin.num7zip</c> → <c>spack_repo.builtin.packages._7zip.package</c>.</summary>
    private static string ModuleOfToday(string module)
    {
        string[] parts = module.Split('.');
        return parts.Length < 4
            ? $"spack_repo.{string.Join('.', parts[2..])}.packages"
            : $"spack_repo.{parts[2]}.packages.{string.Join('.', [Directory(parts[3]), "package", .. parts[4..]])}";
    }

    private static string Directory(string module) => Digits().Replace(module, "_$1");

    private static int LineBehind(string text, int at) => text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end + 1;

    private static int LineOf(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static string Apply(string text, List<Edit> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => edit.From))
        {
            text = $"{text[..edit.From]}{edit.Replacement}{text[edit.To..]}";
        }

        return text;
    }

    [GeneratedRegex(@"^num(\d)")]
    private static partial Regex Digits();

    private readonly record struct Edit(int From, int To, string Replacement);
}

/// <summary>A recipe whose imports were rewritten.</summary>
/// <param name="Text">Its text now.</param>
/// <param name="Problems">What has to be done by hand.</param>
public sealed record RewrittenRecipe(string Text, IReadOnlyList<string> Problems);
