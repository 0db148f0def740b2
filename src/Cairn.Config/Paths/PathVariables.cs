using System.Globalization;
using System.Text;

namespace Cairn.Config.Paths;

/// <summary>What the placeholders in configured paths stand for.</summary>
/// <remarks>
/// Spack docs, "Config File Variables": <c>$name</c> and <c>${name}</c>, in any case; then environment variables, then <c>~</c>.
/// What costs time to find out (the host's architecture) is asked only when it is used.
/// </remarks>
public sealed class PathVariables
{
    private readonly Dictionary<string, Func<string?>> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyDictionary<string, string> _environment;

    /// <summary>Creates the variables.</summary>
    /// <param name="places">Where Cairn and the user keep their files.</param>
    /// <param name="architecture">The host's platform, operating system, target and target family; asked at most once.</param>
    public PathVariables(CairnPlaces places, Func<HostNames> architecture)
    {
        Places = places;
        _environment = places.Environment;
        var host = new Lazy<HostNames>(architecture);
        Set("spack", () => places.Root);
        Set("cairn", () => places.Root);
        Set("user", () => places.User);
        Set("tempdir", () => places.TemporaryDirectory);
        Set("user_cache_path", () => places.UserCache);
        Set("spack_instance_id", () => places.InstanceId);
        Set("architecture", () => $"{host.Value.Platform}-{host.Value.OperatingSystem}-{host.Value.Target}");
        Set("arch", () => $"{host.Value.Platform}-{host.Value.OperatingSystem}-{host.Value.Target}");
        Set("platform", () => host.Value.Platform);
        Set("operating_system", () => host.Value.OperatingSystem);
        Set("os", () => host.Value.OperatingSystem);
        Set("target", () => host.Value.Target);
        Set("target_family", () => host.Value.TargetFamily);
        Set("date", () => DateTime.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Set("spack_short_version", () => "1.2");
    }

    /// <summary>Where Cairn and the user keep their files.</summary>
    public CairnPlaces Places { get; }

    /// <summary>The directory of the active environment, which <c>$env</c> stands for; null if none is active.</summary>
    public string? EnvironmentDirectory { get; init; }

    /// <summary>Replaces every placeholder that has a value; what has none stays as it is.</summary>
    public string Expand(string path)
    {
        if (!path.Contains('$') && !path.StartsWith('~'))
        {
            return path;
        }

        return ExpandHome(Replace(path));
    }

    private void Set(string name, Func<string?> value) => _variables.Add(name, value);

    private string Replace(string path)
    {
        var result = new StringBuilder(path.Length + 32);
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] != '$' || !TryReadName(path, at, out var name, out var end))
            {
                result.Append(path[at++]);
                continue;
            }

            result.Append(ValueOf(name) ?? path[at..end]);
            at = end;
        }

        return result.ToString();
    }

    private string? ValueOf(string name)
    {
        if (name.Equals("env", StringComparison.OrdinalIgnoreCase))
        {
            return EnvironmentDirectory;
        }

        return _variables.TryGetValue(name, out var value) ? value() : _environment.GetValueOrDefault(name);
    }

    private static bool TryReadName(string path, int dollar, out string name, out int end)
    {
        var isBraced = dollar + 1 < path.Length && path[dollar + 1] == '{';
        var start = dollar + (isBraced ? 2 : 1);
        end = start;
        while (end < path.Length && (char.IsAsciiLetterOrDigit(path[end]) || path[end] == '_'))
        {
            end++;
        }

        name = path[start..end];
        if (isBraced)
        {
            if (end >= path.Length || path[end] != '}')
            {
                return false;
            }

            end++;
        }

        return name.Length > 0;
    }

    private string ExpandHome(string path)
    {
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            return Places.Home + path[1..];
        }

        return path;
    }
}

/// <summary>The names of the host that paths may use.</summary>
/// <param name="Platform">Such as <c>linux</c>.</param>
/// <param name="OperatingSystem">Such as <c>debian12</c>.</param>
/// <param name="Target">Such as <c>zen3</c>.</param>
/// <param name="TargetFamily">Such as <c>x86_64</c>.</param>
public readonly record struct HostNames(string Platform, string OperatingSystem, string Target, string TargetFamily);
