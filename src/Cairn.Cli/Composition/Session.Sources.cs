using Cairn.Cli.Fetching;
using Cairn.Sources;

namespace Cairn.Cli.Composition;

/// <summary>What a session fetches sources with.</summary>
public sealed partial class Session
{
    private RecipeUrls? _recipeUrls;
    private ReachableSources? _reachable;

    /// <summary>What can be had without asking upstream.</summary>
    internal ReachableSources Reachable => _reachable ??= new ReachableSources(this);

    /// <summary>Answers what only recipes themselves can tell about URLs of versions.</summary>
    public IVersionUrl RecipeUrls => _recipeUrls ??= new RecipeUrls(Recipes, Host);

    /// <summary>Cache, mirrors, upstream, apt's archive and stages as configuration wants them; the caller disposes them.</summary>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="skipsChecksums">True for <c>--no-checksum</c>.</param>
    public SourceServices OpenSources(ISourceObserver observer, bool skipsChecksums = false) =>
        SourceServices.FromConfiguration(Configuration, observer, skipsChecksums ? TrustPolicy.NoChecksum : null);
}
