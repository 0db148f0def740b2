using System.Security.Cryptography;
using System.Text;

namespace Cairn.Config.Paths;

/// <summary>Where Cairn and its user keep files, as the environment says.</summary>
/// <remarks>
/// Configuration lives where Spack's does (<c>~/.spack</c>, <c>/etc/spack</c>), so that both engines read the same files; data of
/// Cairn's own lives under <c>$CAIRN_ROOT</c>.
/// </remarks>
public sealed class CairnPlaces
{
    private CairnPlaces(IReadOnlyDictionary<string, string> environment)
    {
        Environment = environment;
        Home = environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? home : "/";
        User = environment.GetValueOrDefault("USER") is { Length: > 0 } user ? user : System.Environment.UserName;
        Root = FullPath("CAIRN_ROOT") ?? Path.Combine(Home, ".cairn");
        UserConfiguration = FullPath("SPACK_USER_CONFIG_PATH") ?? Path.Combine(Home, ".spack");
        SystemConfiguration = FullPath("SPACK_SYSTEM_CONFIG_PATH") ?? "/etc/spack";
        UserCache = FullPath("CAIRN_USER_CACHE_PATH") ?? FullPath("SPACK_USER_CACHE_PATH") ?? Root;
        TemporaryDirectory = FullPath("TMPDIR") ?? "/tmp";
        IsLocalConfigurationDisabled = environment.ContainsKey("SPACK_DISABLE_LOCAL_CONFIG");
    }

    /// <summary>The environment variables that were read.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The user's home directory.</summary>
    public string Home { get; }

    /// <summary>The user's name.</summary>
    public string User { get; }

    /// <summary>The root of Cairn's own data: <c>$CAIRN_ROOT</c>, else <c>~/.cairn</c>.</summary>
    public string Root { get; }

    /// <summary>The directory of the scope <c>user</c>.</summary>
    public string UserConfiguration { get; }

    /// <summary>The directory of the scope <c>system</c>.</summary>
    public string SystemConfiguration { get; }

    /// <summary>Where caches of the user live.</summary>
    public string UserCache { get; }

    /// <summary>Where repositories of recipes are cloned to.</summary>
    public string ClonedRepositories => Path.Combine(UserCache, "package_repos");

    /// <summary>The directory for temporary files.</summary>
    public string TemporaryDirectory { get; }

    /// <summary>True if <c>SPACK_DISABLE_LOCAL_CONFIG</c> is set: neither system nor user scope is read.</summary>
    public bool IsLocalConfigurationDisabled { get; }

    /// <summary>Eight characters that tell one installation of Cairn from another.</summary>
    public string InstanceId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..8];

    /// <summary>The places that an environment describes.</summary>
    public static CairnPlaces From(IReadOnlyDictionary<string, string> environment) => new(environment);

    /// <summary>The places that this process's environment describes.</summary>
    public static CairnPlaces FromProcess()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return new CairnPlaces(environment);
    }

    private string? FullPath(string variable) =>
        Environment.GetValueOrDefault(variable) is { Length: > 0 } path ? Path.GetFullPath(path) : null;
}
