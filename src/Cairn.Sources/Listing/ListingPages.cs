using System.Text.RegularExpressions;

namespace Cairn.Sources;

/// <summary>The pages on which other versions of an archive may be listed.</summary>
/// <remarks>Source of the rules: Spack docs, "Finding new versions"; forges and indices list their releases elsewhere than beside the archives.</remarks>
internal static partial class ListingPages
{
    /// <summary>The pages to look at, given the URL of one version.</summary>
    public static IEnumerable<string> Of(string archive)
    {
        if (GitHub().Match(archive) is { Success: true } github)
        {
            yield return github.Value + "/releases";
            yield return github.Value + "/tags";
        }
        else if (GitLabInterface().Match(archive) is { Success: true } project)
        {
            yield return $"{project.Groups[1].Value}/{project.Groups[2].Value}/{project.Groups[3].Value}/-/tags";
        }
        else if (GitLab().Match(archive) is { Success: true } gitlab)
        {
            yield return gitlab.Value + "/-/tags";
        }
        else if (Bitbucket().Match(archive) is { Success: true } bitbucket)
        {
            yield return bitbucket.Value + "/downloads/?tab=tags";
        }
        else if (PythonIndex().Match(archive) is { Success: true } python)
        {
            yield return $"https://pypi.org/simple/{python.Groups[1].Value}/";
        }
        else if (LuaRocks().Match(archive) is { Success: true } rock)
        {
            yield return $"https://luarocks.org/modules/{rock.Groups[1].Value}/{rock.Groups[2].Value}";
        }
        else
        {
            if (Cran().Match(archive) is { Success: true } cran)
            {
                yield return $"{cran.Groups[1].Value}/Archive/{cran.Groups[2].Value}/";
            }

            // Otherwise the directory; its server may want the slash at the end.
            string plain = archive.EndsWith("/download", StringComparison.Ordinal) ? archive[..^"/download".Length] : archive.Split('?', '#')[0];
            int end = plain.LastIndexOf('/');
            if (end > plain.IndexOf("://", StringComparison.Ordinal) + 2)
            {
                yield return plain[..(end + 1)];
            }
        }
    }

    [GeneratedRegex(@"^.*github\.com/[^/]+/[^/]+")]
    private static partial Regex GitHub();

    [GeneratedRegex("^(.*gitlab[^/]+)/api/v4/projects/([^/]+?)%2F([^/]+)")]
    private static partial Regex GitLabInterface();

    [GeneratedRegex("^.*gitlab[^/]+/[^/]+/[^/]+")]
    private static partial Regex GitLab();

    [GeneratedRegex(@"^.*bitbucket\.org/[^/]+/[^/]+")]
    private static partial Regex Bitbucket();

    [GeneratedRegex("(?:pypi|pythonhosted)[^/]+/packages/[^/]+/./([^/]+)")]
    private static partial Regex PythonIndex();

    [GeneratedRegex(@"luarocks[^/]+/(?:modules|manifests)/([^/]+)/(.+?)-[0-9.-]*\.src\.rock")]
    private static partial Regex LuaRocks();

    [GeneratedRegex(@"^(.*\.r-project\.org/src/contrib)/([^_/]+)")]
    private static partial Regex Cran();
}
