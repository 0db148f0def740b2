using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>What can be said of a mirror besides its URL, under Spack's names; secrets are named by variables, never written down.</summary>
internal sealed class MirrorConnection
{
    private readonly Option<string[]> _types = new("--type") { Description = "what it holds: `source` or `binary`, once or twice (default: both)", HelpName = "TYPE" };
    private readonly Option<bool> _autopush = new("--autopush") { Description = "push to it whatever is installed" };
    private readonly Option<bool> _noAutopush = new("--no-autopush") { Description = "push to it only when asked" };
    private readonly Option<bool> _signed = new("--signed") { Description = "require signatures of binaries" };
    private readonly Option<bool> _unsigned = new("--unsigned") { Description = "require no signatures of binaries" };
    private readonly Option<string?> _user = new("--oci-username", "--s3-access-key-id") { Description = "the user name", HelpName = "NAME" };
    private readonly Option<string?> _userVariable = new("--oci-username-variable", "--s3-access-key-id-variable") { Description = "the environment variable with the user name", HelpName = "VARIABLE" };
    private readonly Option<string?> _secretVariable = new("--oci-password-variable", "--s3-access-key-secret-variable") { Description = "the environment variable with the password", HelpName = "VARIABLE" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _types, _autopush, _noAutopush, _signed, _unsigned, _user, _userVariable, _secretVariable })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The entries that the options make.</summary>
    /// <exception cref="CairnException">A type is none.</exception>
    public ImmutableArray<YamlEntry> Read(ParseResult parsed)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        if (parsed.GetValue(_types) is { Length: > 0 } types)
        {
            if (types.FirstOrDefault(type => type is not ("source" or "binary")) is { } wrong)
            {
                throw new CairnException(new Diagnostic("usage", $"`--type` takes source or binary, not `{wrong}`"));
            }

            entries.Add(Flag("source", types.Contains("source")));
            entries.Add(Flag("binary", types.Contains("binary")));
        }

        AddFlag("autopush", parsed.GetValue(_autopush), parsed.GetValue(_noAutopush));
        AddFlag("signed", parsed.GetValue(_signed), parsed.GetValue(_unsigned));
        var pair = ImmutableArray.CreateBuilder<YamlEntry>();
        Add(pair, "id", parsed.GetValue(_user));
        Add(pair, "id_variable", parsed.GetValue(_userVariable));
        Add(pair, "secret_variable", parsed.GetValue(_secretVariable));
        if (pair.Count > 0)
        {
            entries.Add(new YamlEntry("access_pair", MergeMode.Merge, new YamlMapping(pair.DrainToImmutable(), default), default));
        }

        return entries.DrainToImmutable();

        void AddFlag(string key, bool yes, bool no)
        {
            if (yes || no)
            {
                entries.Add(Flag(key, yes));
            }
        }
    }

    /// <summary>An entry with a text.</summary>
    public static YamlEntry Text(string key, string text) => new(key, MergeMode.Merge, new YamlScalar(text, true, default), default);

    /// <summary>A URL as it is written down: a path of this machine becomes absolute, because configuration may be read from anywhere.</summary>
    public static string Url(string url) =>
        url.StartsWith("apt-source:", StringComparison.Ordinal) || url.Contains("://", StringComparison.Ordinal) || url.StartsWith('$') || url.StartsWith('~')
            ? url
            : new Uri(Path.GetFullPath(url)).AbsoluteUri;

    private static YamlEntry Flag(string key, bool value) => new(key, MergeMode.Merge, new YamlScalar(value ? "true" : "false", false, default), default);

    private static void Add(ImmutableArray<YamlEntry>.Builder entries, string key, string? value)
    {
        if (value is not null)
        {
            entries.Add(Text(key, value));
        }
    }
}
