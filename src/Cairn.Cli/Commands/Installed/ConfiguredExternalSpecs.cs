using Cairn.Concretization;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The externals of <c>packages.yaml</c> as specs, for listings.</summary>
internal static class ConfiguredExternalSpecs
{
    /// <summary>Every entry with an exact version; variants are those that the entry names.</summary>
    public static IEnumerable<ConcreteSpec> Of(ConcretizerConfiguration configuration)
    {
        foreach (var external in configuration.Packages.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.Externals))
        {
            var spec = AbstractSpec.Parse(external.Spec);
            if (spec.Name.Length == 0 || spec.Versions.ConcreteRangeAsVersion is not { } version)
            {
                continue; // `doctor` tells what is wrong with it
            }

            var host = configuration.Host;
            var target = spec.Architecture?.Target is { Length: > 0 } named && Microarchitectures.Find(named) is { } known
                ? known : Microarchitectures.Get(host.Target).Family;
            yield return new ConcreteSpec
            {
                Name = spec.Name,
                Namespace = spec.Namespace,
                Version = version,
                Variants = spec.Variants,
                CompilerFlags = spec.CompilerFlags,
                Architecture = new ConcreteArchitecture(
                    spec.Architecture?.Platform is { Length: > 0 } platform ? platform : host.Platform,
                    spec.Architecture?.OperatingSystem is { Length: > 0 } os ? os : host.OperatingSystem,
                    target),
                External = new ExternalLocation(external.Prefix, external.Modules, external.ExtraAttributes),
            };
        }
    }
}
