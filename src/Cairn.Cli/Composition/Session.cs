using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Presentation;
using Cairn.Config;
using Cairn.Config.Environments;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Cli.Composition;

/// <summary>What one run of the program works with. Everything is made when it is first asked for: start-up is paid by every command.</summary>
public sealed partial class Session : IDisposable
{
    private readonly List<IDisposable> _disposables = [];
    private string[] _settings = [];
    private string[] _directories = [];
    private CairnPlaces? _places;
    private Configuration? _configuration;
    private InstallLayout? _layout;
    private InstallDatabase? _database;
    private LockFile? _prefixLockFile;

    /// <summary>Creates the session of a run.</summary>
    public Session(Terminal terminal, CancellationToken cancellation)
    {
        Terminal = terminal;
        Cancellation = cancellation;
    }

    /// <summary>Where messages go.</summary>
    public Terminal Terminal { get; }

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What stands behind the script on the command line of <c>cairn python</c>: the script's, not ours.</summary>
    public IReadOnlyList<string> PassedArguments { get; init; } = [];

    /// <summary>True for a process that does part of another command's work.</summary>
    public bool IsWorker { get; init; }

    /// <summary>True if the user asked for more to be told.</summary>
    public bool IsDebug { get; private set; }

    /// <summary>Where Cairn and the user keep their files.</summary>
    public CairnPlaces Places => _places ??= CairnPlaces.FromProcess();

    /// <summary>The configuration of all scopes.</summary>
    public Configuration Configuration => _configuration ??= CreateConfiguration();

    /// <summary>Where specs are installed.</summary>
    public InstallLayout Layout => _layout ??= CreateLayout();

    /// <summary>What is installed.</summary>
    public InstallDatabase Database => _database ??= Keep(CreateDatabase());

    /// <summary>The lock file of prefixes.</summary>
    public LockFile PrefixLockFile => _prefixLockFile ??= Keep(LockFile.Open(
        Path.Combine(Database.Directory, "prefix_lock"), Terminal.Note, SharedAccess.Of(Configuration)));

    /// <summary>The options before the command that make another process see the same configuration.</summary>
    public ImmutableArray<string> GlobalArguments =>
    [
        .. _directories.SelectMany(directory => new[] { "-C", Path.GetFullPath(directory) }),
        .. _settings.SelectMany(setting => new[] { "-c", setting }),
        .. ActiveEnvironment is { } environment ? new[] { "-D", environment.Directory } : ["-E"],
    ];

    /// <summary>Sets one value of the configuration, as <c>-c</c> does, for this process and those that it starts.</summary>
    public void Override(string setting)
    {
        _settings = [.. _settings, setting];
        _configuration = null;
    }

    /// <summary>Takes over the options that stand before the command.</summary>
    public void Apply(GlobalOptions globals, ParseResult parsed)
    {
        _settings = parsed.GetValue(globals.Settings) ?? [];
        _directories = parsed.GetValue(globals.Directories) ?? [];
        IsDebug = parsed.GetValue(globals.Debug);
        Terminal.SetColor(parsed.GetValue(globals.Color));
        ActiveEnvironment = FindEnvironment(
            parsed.GetValue(globals.Environment), parsed.GetValue(globals.EnvironmentDirectory), parsed.GetValue(globals.NoEnvironment));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = _disposables.Count - 1; i >= 0; i--)
        {
            _disposables[i].Dispose();
        }
    }

    /// <summary>Keeps something until the session ends.</summary>
    internal T KeepOpen<T>(T disposable)
        where T : IDisposable => Keep(disposable);

    private T Keep<T>(T disposable)
        where T : IDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }

    private Configuration CreateConfiguration()
    {
        foreach (var directory in _directories)
        {
            if (!Directory.Exists(directory))
            {
                throw new CairnException(new Diagnostic(
                    "configuration-scope", $"the directory `{directory}` of `-C` does not exist", null, [], "give a directory that holds files such as `packages.yaml`"));
            }
        }

        var variables = new PathVariables(Places, HostNamesOf) { EnvironmentDirectory = ActiveEnvironment?.Directory };
        var choices = new ScopeChoices(Places, HostPlatform.Name) { Directories = _directories, Settings = _settings, Environment = ActiveEnvironment is { } active ? EnvironmentScope(active) : null };
        var scopes = StandardScopes.Create(choices, new IncludeExpansion(variables, new IncludeSources(this)));
        foreach (var unknown in scopes.OfType<FileScope>().SelectMany(scope => scope.UnknownKeys()))
        {
            WarnAboutConfiguration(unknown);
        }

        return new Configuration(scopes, variables) { OnWarning = WarnAboutConfiguration };
    }

    /// <summary>A worker has the same configuration as the command that started it, which has said it already.</summary>
    private void WarnAboutConfiguration(Diagnostic warning)
    {
        if (!IsWorker)
        {
            Terminal.Warning(warning);
        }
    }

    private static HostNames HostNamesOf()
    {
        var host = ConcreteArchitecture.Host();
        return new HostNames(host.Platform, host.OperatingSystem, host.Target.Name, host.Target.Family.Name);
    }

    private InstallLayout CreateLayout()
    {
        var root = Configuration.GetPath("config:install_tree:root") ?? Path.Combine(Places.Root, "opt");
        var projections = Configuration.Get("config:install_tree:projections") as YamlMapping;
        return new InstallLayout(
            root, projections?.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString() ?? "")) ?? [],
            Configuration.Get("config:install_hash_length") is null ? null : Configuration.GetInteger("config:install_hash_length", 32));
    }

    private InstallDatabase CreateDatabase()
    {
        var timeout = Configuration.Get("config:db_lock_timeout") is null
            ? (TimeSpan?)null
            : TimeSpan.FromSeconds(Configuration.GetInteger("config:db_lock_timeout", 60));
        return new InstallDatabase(
            Layout,
            new DatabaseOptions(Configuration.GetBoolean("config:locks", true), timeout, Terminal.Note, SharedAccess.Of(Configuration)),
            [.. Upstreams.Select(upstream => upstream.Root)]);
    }
}
