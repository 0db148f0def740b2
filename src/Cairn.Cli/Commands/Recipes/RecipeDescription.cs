using System.Text;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The readable text of <c>cairn info</c>.</summary>
internal sealed class RecipeDescription
{
    private readonly StringBuilder _text = new();
    private readonly Terminal _terminal;
    private readonly int _width;

    public RecipeDescription(Terminal terminal, RecipeMetadata recipe, IEnumerable<string> providers)
    {
        _terminal = terminal;
        _width = Math.Clamp(terminal.Width, 40, 100);
        Heading(recipe);
        Facts(recipe);
        Conditional("Provided by", providers.Select(provider => (provider, AbstractSpec.Empty)));
        Versions(recipe);
        Variants(recipe);
        Dependencies(recipe);
        Conditional("Provides", recipe.Provided.Select(provided => (provided.Virtual.ToString(), provided.When)));
        Conditional("Conflicts", recipe.Conflicts.Select(conflict => (conflict.Spec.ToString(), conflict.When)));
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Heading(RecipeMetadata recipe)
    {
        Line(_terminal.Paint(recipe.FullName, Style.Strong));
        if (recipe.Description is { } description)
        {
            Line();
            foreach (var line in Paragraphs.Wrap(description, _width - 4))
            {
                Line(line.Length == 0 ? "" : $"    {line}");
            }
        }
    }

    private void Facts(RecipeMetadata recipe)
    {
        Line();
        Fact("Homepage", recipe.Attributes.Homepage);
        Fact("Source", recipe.Attributes.Url ?? recipe.Attributes.Git);
        Fact("Licences", Join(recipe.Licenses.Select(license => WithCondition(license.Identifier, license.When)), "; "));
        Fact("Maintainers", Join(recipe.Maintainers.Select(name => "@" + name), ", "));
        Fact("Tags", Join(recipe.Tags, ", "));
        Fact("Extends", Join(recipe.Extends.Select(extended => WithCondition(extended.Spec.ToString(), extended.When)), "; "));
        Fact("Recipe", recipe.File);
    }

    private void Versions(RecipeMetadata recipe)
    {
        Section("Versions");
        if (recipe.Versions.IsEmpty)
        {
            Line("    none");
            return;
        }

        var preferred = recipe.PreferredVersion;
        var order = recipe.Versions.OrderByDescending(version => version.Version).ToList();
        var width = order.Max(version => version.Version.ToString().Length);
        foreach (var version in order)
        {
            var isPreferred = version.Version.Equals(preferred);
            var marks = Join(new[] { isPreferred ? "preferred" : "", version.IsDeprecated ? "deprecated" : "", Origin(version) }.Where(mark => mark.Length > 0), ", ");
            var name = version.Version.ToString().PadRight(width);
            Line($"  {(isPreferred ? "*" : " ")} {_terminal.Paint(name, isPreferred ? Style.Success : Style.Name)}{(marks is null ? "" : $"  {marks}")}".TrimEnd());
        }
    }

    /// <summary>Where a version comes from, if not from an archive.</summary>
    private static string Origin(VersionDeclaration version)
    {
        foreach (var key in new[] { "branch", "tag", "commit", "revision", "date" })
        {
            if (version[key]?.AsText is { } text)
            {
                return $"{key} {text}";
            }
        }

        return "";
    }

    private void Variants(RecipeMetadata recipe)
    {
        Section("Variants");
        if (recipe.Variants.IsEmpty)
        {
            Line("    none");
            return;
        }

        foreach (var variant in recipe.Variants.OrderBy(variant => variant.Name, StringComparer.Ordinal).ThenBy(variant => variant.Precedence))
        {
            var name = variant.Kind == VariantKind.Boolean
                ? $"{variant.Name} [{(variant.DefaultText == "True" ? "on" : "off")}]"
                : $"{variant.Name} [{variant.DefaultText}]";
            var notes = (variant.Kind == VariantKind.Multiple ? "  several values" : "") + (variant.IsSticky ? "  sticky" : "");
            Line($"    {_terminal.Paint(name, Style.Name)}{Condition(variant.When)}{notes}");
            Indented(variant.Description);
            if (variant.Kind != VariantKind.Boolean)
            {
                Indented(variant.AcceptsAnyText ? "any value" : string.Join(", ", variant.Choices.Select(Choice)));
            }
        }
    }

    private static string Choice(VariantChoice choice) =>
        choice.IsConditional && choice.When is { } when && !when.Equals(AbstractSpec.Empty) ? $"{choice.Value} (when {when})" : choice.Value;

    private void Dependencies(RecipeMetadata recipe)
    {
        foreach (var (type, name) in DependencyTypeNames.All)
        {
            Conditional(
                $"{char.ToUpperInvariant(name[0])}{name[1..]} dependencies",
                recipe.Dependencies.Where(dependency => dependency.Types.HasFlag(type)).Select(dependency => (dependency.Spec.ToString(), dependency.When)));
        }
    }

    private void Conditional(string title, IEnumerable<(string Text, AbstractSpec When)> items)
    {
        var lines = items.OrderBy(item => item.Text, StringComparer.Ordinal).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        Section(title);
        foreach (var (text, when) in lines)
        {
            Line($"    {text}{Condition(when)}");
        }
    }

    private string Condition(AbstractSpec when) => when.Equals(AbstractSpec.Empty) ? "" : _terminal.Paint($"  when {when}", Style.Faint);

    private static string WithCondition(string text, AbstractSpec when) => when.Equals(AbstractSpec.Empty) ? text : $"{text} when {when}";

    private static string? Join(IEnumerable<string> parts, string separator) => string.Join(separator, parts) is { Length: > 0 } text ? text : null;

    private void Fact(string name, string? value)
    {
        if (value is not null)
        {
            Line($"{name + ":",-13} {value}");
        }
    }

    private void Section(string title)
    {
        Line();
        Line(_terminal.Paint(title + ":", Style.Strong));
    }

    private void Indented(string text)
    {
        foreach (var line in Paragraphs.Wrap(text, _width - 8))
        {
            Line($"        {line}");
        }
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
