using System.Collections.Frozen;
using System.Text;

namespace Cairn.Recipes;

/// <summary>How package names, recipe classes and directories correspond (Spack docs: "Package repositories", directory names).</summary>
public static class PackageNaming
{
    private static readonly FrozenSet<string> s_lowerCaseKeywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally",
        "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
        "while", "with", "yield");

    /// <summary><c>py-numpy</c> → <c>PyNumpy</c>, <c>3proxy</c> → <c>_3proxy</c>, <c>true</c> → <c>_True</c>.</summary>
    public static string ClassName(string packageName)
    {
        var name = new StringBuilder(packageName.Length + 1);
        bool atStart = true;
        foreach (char c in packageName)
        {
            if (c is '-' or '_')
            {
                atStart = true;
                continue;
            }

            name.Append(atStart ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            atStart = false;
        }

        string result = name.ToString();
        bool isNoIdentifier = result.Length > 0 && char.IsAsciiDigit(result[0]);
        return isNoIdentifier || result is "True" or "False" or "None" ? "_" + result : result;
    }

    /// <summary><c>py-numpy</c> → <c>py_numpy</c>, <c>7zip</c> → <c>_7zip</c>; before v2.0 the name itself.</summary>
    public static string DirectoryName(string packageName, PackageApi api)
    {
        if (!api.HasModuleNames)
        {
            return packageName;
        }

        string directory = packageName.Replace('-', '_');
        bool needsPrefix = (directory.Length > 0 && char.IsAsciiDigit(directory[0])) || s_lowerCaseKeywords.Contains(directory);
        return needsPrefix ? "_" + directory : directory;
    }

    /// <summary>The inverse of <see cref="DirectoryName"/>.</summary>
    public static string PackageName(string directoryName, PackageApi api) =>
        api.HasModuleNames ? directoryName.TrimStart('_').Replace('_', '-') : directoryName;

    /// <summary>True if a directory may hold a recipe.</summary>
    public static bool IsValidDirectory(string name, PackageApi api)
    {
        if (name.Length == 0)
        {
            return false;
        }

        if (!api.HasModuleNames)
        {
            return IsWord(name[0]) && name.All(c => IsWord(c) || c == '-');
        }

        bool isModule = !char.IsAsciiDigit(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            && !name.Contains("__", StringComparison.Ordinal);
        if (!isModule)
        {
            return false;
        }

        return name[0] == '_'
            ? name.Length > 1 && (char.IsAsciiDigit(name[1]) || s_lowerCaseKeywords.Contains(name[1..]))
            : !s_lowerCaseKeywords.Contains(name);
    }

    /// <summary>The package names that a module name of an old repository could stand for: <c>foo_bar</c> may be <c>foo-bar</c>.</summary>
    public static IEnumerable<string> PossibleNames(string moduleName)
    {
        if (moduleName.StartsWith("num", StringComparison.Ordinal) && moduleName.Length > 3 && char.IsAsciiDigit(moduleName[3]))
        {
            moduleName = moduleName[3..];
        }

        int[] places = [.. Enumerable.Range(0, moduleName.Length).Where(i => moduleName[i] == '_')];
        if (places.Length > 12)
        {
            yield return moduleName;
            yield return moduleName.Replace('_', '-');
            yield break;
        }

        for (int choice = 0; choice < 1 << places.Length; choice++)
        {
            char[] name = moduleName.ToCharArray();
            for (int i = 0; i < places.Length; i++)
            {
                name[places[i]] = (choice & (1 << (places.Length - 1 - i))) == 0 ? '_' : '-';
            }

            yield return new string(name);
        }
    }

    /// <summary>A package name for what an archive is called: <c>ImageMagick</c> → <c>imagemagick</c>, <c>gtk+</c> → <c>gtk-plus</c>.</summary>
    public static string Simplify(string name)
    {
        if (name.StartsWith("l_", StringComparison.Ordinal))
        {
            name = name[2..];
        }

        name = name.ToLowerInvariant().Replace('_', '-').Replace('.', '-');
        name = name.Replace("++", "pp", StringComparison.Ordinal).Replace("+", "-plus", StringComparison.Ordinal);
        return SetApart(SetApart(name, "lua"), "bpp");
    }

    private static string SetApart(string name, string prefix) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name[prefix.Length] != '-'
            ? $"{prefix}-{name[prefix.Length..]}"
            : name;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
