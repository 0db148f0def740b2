using System.Collections.Immutable;
using Cairn.Concretization.Facts;
using Cairn.Specs;

namespace Cairn.Concretization.Explaining;

/// <summary>Takes a request apart into what it says, one thing at a time, and puts it together without some of that.</summary>
internal static class RequestParts
{
    /// <summary>Anonymous specs that together say what the spec says, its name aside.</summary>
    public static IEnumerable<AbstractSpec> Of(AbstractSpec spec)
    {
        if (!string.IsNullOrEmpty(spec.Namespace))
        {
            yield return new AbstractSpec { Namespace = spec.Namespace };
        }

        if (!spec.Versions.IsAny)
        {
            yield return new AbstractSpec { Versions = spec.Versions };
        }

        foreach (var variant in spec.Variants)
        {
            yield return new AbstractSpec { Variants = VariantMap.Of([variant]) };
        }

        foreach (var kind in spec.CompilerFlags.Kinds)
        {
            yield return new AbstractSpec { CompilerFlags = CompilerFlags.Empty.Set(kind, spec.CompilerFlags[kind]) };
        }

        if (spec.Architecture is { } architecture)
        {
            foreach (var part in new[]
            {
                new Architecture(architecture.Platform, null, null), new Architecture(null, architecture.OperatingSystem, null), new Architecture(null, null, architecture.Target),
            })
            {
                if (!string.IsNullOrEmpty(part.Platform) || !string.IsNullOrEmpty(part.OperatingSystem) || !string.IsNullOrEmpty(part.Target))
                {
                    yield return new AbstractSpec { Architecture = part };
                }
            }
        }

        if (spec.AbstractHash is not null)
        {
            yield return new AbstractSpec { AbstractHash = spec.AbstractHash };
        }

        foreach (var edge in spec.Dependencies)
        {
            yield return AbstractSpec.Empty.WithDependency(edge);
        }
    }

    /// <summary>A name with what is said of it: a blank stands between where the spec language wants one.</summary>
    public static string Join(string name, string part) =>
        part.Length == 0 ? name : part[0] is '@' or '+' or '~' or '/' ? name + part : $"{name} {part}";

    /// <summary>A request without one thing that it says, and with something else in its place.</summary>
    /// <param name="root">The request, which may have been changed already.</param>
    /// <param name="origin">What it is to say no longer.</param>
    /// <param name="instead">What it says instead: an anonymous spec.</param>
    public static AbstractSpec Replace(AbstractSpec root, Origin.Request origin, AbstractSpec instead)
    {
        if (origin.Owner.Length == 0)
        {
            return Changed(root, origin.Part, instead);
        }

        var edges = ImmutableArray.CreateBuilder<DependencyEdge>();
        foreach (var edge in root.Dependencies)
        {
            if (OwnerOf(edge) != origin.Owner)
            {
                edges.Add(edge);
            }
            else if (origin.Part.Length > 0)
            {
                edges.Add(edge.WithSpec(Changed(edge.Spec, origin.Part, instead)));
            }
        }

        return root.WithDependencies(edges.ToImmutable());
    }

    /// <summary>How a dependency of a request is written, what is said of it aside.</summary>
    public static string OwnerOf(DependencyEdge edge)
    {
        if (edge.IsDirect)
        {
            return AbstractSpec.Empty.WithDependency(edge).ToString().Trim();
        }

        var virtuals = edge.Virtuals.IsEmpty ? "" : $"{string.Join(',', edge.Virtuals)}=";
        return $"^{virtuals}{edge.Spec.FullName}";
    }

    private static AbstractSpec Changed(AbstractSpec spec, string part, AbstractSpec instead)
    {
        var kept = Of(spec).Where(each => each.ToString().Trim() != part);
        var changed = new AbstractSpec { Name = spec.Name };
        foreach (var each in kept.Append(instead))
        {
            changed = changed.Constrain(each);
        }

        return changed;
    }
}
