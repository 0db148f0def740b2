using System.Text;

namespace Cairn.Python.Modules.Files;

/// <summary>The parts of <c>posixpath</c> that only look at text.</summary>
internal static class PosixPath
{
    public static string Join(string first, ReadOnlySpan<string> more)
    {
        string path = first;
        foreach (string part in more)
        {
            path = part.StartsWith('/') ? part : path.Length == 0 || path.EndsWith('/') ? path + part : $"{path}/{part}";
        }

        return path;
    }

    public static (string Head, string Tail) Split(string path)
    {
        int cut = path.LastIndexOf('/') + 1;
        string head = path[..cut];
        string trimmed = head.TrimEnd('/');
        return (trimmed.Length == 0 ? head : trimmed, path[cut..]);
    }

    public static (string Root, string Extension) SplitExtension(string path)
    {
        int slash = path.LastIndexOf('/');
        int dot = path.LastIndexOf('.');
        if (dot > slash)
        {
            // Dots in front of a name belong to the name: `.bashrc` and `...x` have no extension.
            for (int i = slash + 1; i < dot; i++)
            {
                if (path[i] != '.')
                {
                    return (path[..dot], path[dot..]);
                }
            }
        }

        return (path, "");
    }

    public static string Basename(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Normalize(string path)
    {
        if (path.Length == 0)
        {
            return ".";
        }

        // POSIX: exactly two leading slashes may mean something else than one.
        int slashes = path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("///", StringComparison.Ordinal) ? 2
            : path[0] == '/' ? 1 : 0;
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part != ".." || (slashes == 0 && parts.Count == 0) || (parts.Count > 0 && parts[^1] == ".."))
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        string result = new string('/', slashes) + string.Join('/', parts);
        return result.Length == 0 ? "." : result;
    }

    public static string Absolute(string path, string currentDirectory) =>
        Normalize(path.StartsWith('/') ? path : Join(currentDirectory, [path]));

    public static string Relative(string path, string start, string currentDirectory)
    {
        if (path.Length == 0)
        {
            throw PyRaise.ValueError("no path specified");
        }

        string[] from = Absolute(start, currentDirectory).Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] to = Absolute(path, currentDirectory).Split('/', StringSplitOptions.RemoveEmptyEntries);
        int common = 0;
        while (common < from.Length && common < to.Length && from[common] == to[common])
        {
            common++;
        }

        string result = string.Join('/', Enumerable.Repeat("..", from.Length - common).Concat(to[common..]));
        return result.Length == 0 ? "." : result;
    }

    public static string CommonPath(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            throw PyRaise.ValueError("commonpath() arg is an empty sequence");
        }

        bool isAbsolute = paths[0].StartsWith('/');
        if (paths.Any(path => path.StartsWith('/') != isAbsolute))
        {
            throw PyRaise.ValueError("Can't mix absolute and relative paths");
        }

        List<string[]> split = [.. paths.Select(path => path.Split('/').Where(part => part is not ("" or ".")).ToArray())];
        string[] shortest = split.MinBy(parts => parts.Length)!;
        int common = 0;
        while (common < shortest.Length && split.TrueForAll(parts => parts[common] == shortest[common]))
        {
            common++;
        }

        return (isAbsolute ? "/" : "") + string.Join('/', shortest[..common]);
    }

    public static string CommonPrefix(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return "";
        }

        string least = texts.Min(StringComparer.Ordinal)!;
        string most = texts.Max(StringComparer.Ordinal)!;
        int common = 0;
        while (common < least.Length && common < most.Length && least[common] == most[common])
        {
            common++;
        }

        return least[..common];
    }

    /// <summary><c>$name</c> and <c>${name}</c>; unknown ones stay.</summary>
    public static string ExpandVariables(string path, Func<string, string?> variable)
    {
        var result = new StringBuilder();
        int position = 0;
        while (position < path.Length)
        {
            int end = position + 1;
            if (path[position] == '$' && end < path.Length)
            {
                bool isBraced = path[end] == '{';
                int start = isBraced ? end + 1 : end;
                end = start;
                while (end < path.Length && (isBraced ? path[end] != '}' : path[end] == '_' || char.IsAsciiLetterOrDigit(path[end])))
                {
                    end++;
                }

                bool isClosed = !isBraced || end < path.Length;
                if (isClosed && (isBraced || end > start) && variable(path[start..end]) is { } value)
                {
                    result.Append(value);
                    position = isBraced ? end + 1 : end;
                    continue;
                }

                end = position + 1;
            }

            result.Append(path, position, end - position);
            position = end;
        }

        return result.ToString();
    }

    public static string ExpandUser(string path, Func<string, string?> variable)
    {
        if (!path.StartsWith('~'))
        {
            return path;
        }

        int slash = path.IndexOf('/');
        int end = slash < 0 ? path.Length : slash;
        string? home = end == 1 ? variable("HOME") : end > 1 && path[1..end] == variable("USER") ? variable("HOME") : null;
        if (home is null)
        {
            return path;
        }

        string result = home.TrimEnd('/') + path[end..];
        return result.Length == 0 ? "/" : result;
    }
}
