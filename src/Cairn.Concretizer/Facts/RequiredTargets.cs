using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Targets that a package can have at all, given what is required of it without condition and without alternative.</summary>
/// <remarks>Only a shortcut: the requirements are encoded as such too, where they leave a choice.</remarks>
internal static class RequiredTargets
{
    /// <summary>The index of the only target that is left to packages of which nothing else is required.</summary>
    public static int? OnlyTargetOfAll(ConcretizerConfiguration configuration, IReadOnlyList<TargetChoice> targets)
    {
        List<int> left = [.. Enumerable.Range(0, targets.Count)];
        foreach (var requirement in configuration.ForAll.Requirements)
        {
            if (requirement.When is null && requirement.Specs.Length == 1
                && AbstractSpec.Parse(requirement.Specs[0], configuration.SpecOptions) is { Name.Length: 0, Dependencies.IsEmpty: true, Variants.IsEmpty: true, Architecture.Target: { } target })
            {
                left.RemoveAll(index => !TargetPattern.Allows(target, targets[index].Target));
            }
        }

        return left.Count == 1 ? left[0] : null;
    }

    public static bool[] For(ProblemFacts facts, PackageFacts package)
    {
        var targets = facts.Targets;
        var allowed = new bool[targets.Length];
        Array.Fill(allowed, true);
        if (facts.IsExplaining)
        {
            return allowed;
        }

        foreach (var rule in RequirementRules.For(facts, package))
        {
            if (rule.IsUnconditional && rule.Alternatives.Length == 1
                && rule.Alternatives[0] is { Architecture.Target: { } target } only
                && (only.Name.Length == 0 || only.Name == package.Name))
            {
                for (int i = 0; i < allowed.Length; i++)
                {
                    allowed[i] &= TargetPattern.Allows(target, targets[i].Target);
                }
            }
        }

        return allowed;
    }
}
