using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Mirrors;

/// <summary>What a mirror is to hold.</summary>
internal sealed class MirrorContent(Session session)
{
    /// <summary>The specs that were asked for.</summary>
    public required ImmutableArray<AbstractSpec> Specs { get; init; }

    /// <summary>True for all packages.</summary>
    public bool IsEverything { get; init; }

    /// <summary>How many of the newest versions of each spec; null to decide each spec and take the answer's version.</summary>
    public int? VersionsPerSpec { get; init; }

    /// <summary>What is left out.</summary>
    public ImmutableArray<AbstractSpec> Excluded { get; init; } = [];

    /// <summary>True to leave out sources that may change.</summary>
    public bool OnlyStable { get; init; }

    /// <summary>True to include what must not be redistributed.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>How specs are decided.</summary>
    public required SourceSelection Selection { get; init; }

    /// <summary>The requests for all of it.</summary>
    /// <param name="sources">Where stages are, for deciding.</param>
    /// <param name="failures">Takes what no request can be made for.</param>
    public IEnumerable<SourceRequest> Requests(SourceServices sources, ICollection<MirrorReport> failures)
    {
        if (!IsEverything && VersionsPerSpec is null)
        {
            foreach (var source in WantedSource.Of(session, sources, Specs, Selection))
            {
                if (source.Spec is { } spec && !Excluded.Any(excluded => spec.Satisfies(excluded)) && IsWanted(source.Request)
                    && (IsPrivate || !session.Recipes.Get(spec.FullName).RedistributionLimits.Any(limit => limit.ForbidsSource && spec.Satisfies(limit.When))))
                {
                    yield return source.Request;
                }
            }

            yield break;
        }

        var specs = IsEverything ? session.Recipes.Names.Select(name => new AbstractSpec { Name = name }) : Specs;
        foreach (var spec in specs)
        {
            foreach (var request in OfVersions(spec, failures))
            {
                yield return request;
            }
        }
    }

    private IEnumerable<SourceRequest> OfVersions(AbstractSpec spec, ICollection<MirrorReport> failures)
    {
        RecipeMetadata recipe;
        try
        {
            recipe = session.Recipes.Get(spec.FullName);
        }
        catch (CairnException broken)
        {
            failures.Add(new MirrorReport(spec.FullName, MirrorOutcome.Failed, null, broken.Diagnostic));
            yield break;
        }

        if (!recipe.HasCode)
        {
            yield break;
        }

        var versions = recipe.VersionsByPreference.Select(declared => declared.Version)
            .Where(version => version.Satisfies(spec.Versions) && !IsLeftOut(recipe, version))
            .Take(VersionsPerSpec ?? int.MaxValue);
        foreach (var version in versions)
        {
            if (Request(recipe, version, failures) is { } request && IsWanted(request))
            {
                yield return request;
            }
        }
    }

    private SourceRequest? Request(RecipeMetadata recipe, Specs.Version version, ICollection<MirrorReport> failures)
    {
        try
        {
            return SourceRequests.Of(recipe, version, session.Recipes, session.RecipeUrls);
        }
        catch (CairnException failure)
        {
            failures.Add(new MirrorReport($"{recipe.Name}@{version}", MirrorOutcome.Failed, null, failure.Diagnostic));
            return null;
        }
    }

    private bool IsLeftOut(RecipeMetadata recipe, Specs.Version version)
    {
        AbstractSpec exact = new() { Name = recipe.Name, Versions = VersionList.Of(version) };
        return Excluded.Any(excluded => exact.Satisfies(excluded))
            || (!IsPrivate && recipe.RedistributionLimits.Any(limit => limit.ForbidsSource && exact.Satisfies(limit.When)));
    }

    private bool IsWanted(SourceRequest request) => !OnlyStable || request.Origin switch
    {
        ArchiveOrigin archive => archive.Digest is not null,
        GitOrigin git => git.Commit is not null,
        NoOrigin => true,
        MercurialOrigin hg => hg.Revision is not null,
        SubversionOrigin svn => svn.Revision is not null,
        _ => false,
    };
}
