using Cairn.Config;
using Cairn.Specs;
using Cairn.Store.Modules.Templating;
using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Modules;

/// <summary>What module files need to know beside configuration.</summary>
public sealed record ModuleWorld
{
    /// <summary>The configuration.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>The prefix of an installed package.</summary>
    public required Func<ConcreteSpec, string> PrefixOf { get; init; }

    /// <summary>What a package's recipe says.</summary>
    public required Func<ConcreteSpec, RecipeAnswers> AnswersOf { get; init; }

    /// <summary>True if a user asked for a package by name.</summary>
    public required Func<ConcreteSpec, bool> IsExplicit { get; init; }

    /// <summary>Which names are virtual.</summary>
    public required IVirtualPackages Virtuals { get; init; }

    /// <summary>Where templates are found.</summary>
    public required TemplateLibrary Templates { get; init; }

    /// <summary>Gives a file or a directory to those who may use a package; null to leave that to the umask.</summary>
    public Action<ConcreteSpec, string>? GivePermissions { get; init; }

    /// <summary>Replaces prefixes of the store by places in a view, for sets with <c>use_view</c>: the value, for a package and a view's name.</summary>
    public Func<ConcreteSpec, string, Func<string, string>>? ProjectionInto { get; init; }
}
