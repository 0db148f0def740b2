namespace Cairn.Scenarios.Support;

/// <summary>A world in which starter packages of every build system are built for real, once for all tests that look at them.</summary>
public sealed class InstalledWorld : IAsyncLifetime
{
    public static readonly string[] Packages = ["lua", "jansson", "uthash", "xxhash", "bzip2~shared"];

    public ScenarioWorld World { get; } = new();

    /// <summary>How the installation of <see cref="Packages"/> went.</summary>
    public CommandResult Installation { get; private set; } = new("", -1, "", "");

    public async Task InitializeAsync() => Installation = (await World.RunAsync(["install", .. Packages])).ShouldSucceed();

    public Task DisposeAsync()
    {
        World.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The tests that share an <see cref="InstalledWorld"/>.</summary>
[CollectionDefinition(Name)]
public sealed class InstalledWorldTests : ICollectionFixture<InstalledWorld>
{
    public const string Name = "installed world";
}
