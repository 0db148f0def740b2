using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary><c>variant(…)</c>.</summary>
internal sealed partial class VariantDirective(
    string name, PyObject @default, string description, PyObject? values, PyObject? multi, PyObject? validator, AbstractSpec? when,
    bool isSticky, DirectivePlace place) : DirectiveObject(place)
{
    private static readonly PyStr s_default = new("default");
    private static readonly PyStr s_multi = new("multi");
    private static readonly PyStr s_validator = new("validator");
    private static readonly PyStr s_sets = new("sets");
    private static readonly PyStr s_featureValues = new("feature_values");
    private static readonly PyStr s_errorFormat = new("error_fmt");
    private static readonly PyStr s_value = new("value");
    private static readonly PyStr s_when = new("when");

    /// <summary>The variant's name.</summary>
    public string Name => name;

    /// <summary>The condition.</summary>
    public AbstractSpec? When => when;

    /// <summary>The function or type that decides on single values, where there is one.</summary>
    public PyObject? Predicate => values is { IsCallable: true } ? values : null;

    /// <summary>The function that decides on all values together, where there is one.</summary>
    public PyObject? GroupValidator => Own(s_validator) ?? validator;

    public override void Apply(RecipeClass target)
    {
        if (VariantValue.IsReservedName(name))
        {
            throw Fault(target, $"The name '{name}' is reserved by Spack");
        }

        if (!IdentifierPattern().IsMatch(name))
        {
            throw ErrorTypes.Raise(ErrorTypes.DirectiveError, $"Invalid variant name in {target.Name}: '{name}'");
        }

        RejectDoubles(target);
        var chosen = Own(s_default) ?? @default;
        bool isMultiple = (Own(s_multi) ?? multi)?.IsTrue ?? false;
        string text = chosen switch
        {
            PyNone => throw Fault(target, "either a default was not explicitly set, or 'None' was used"),
            PyStr { Value: "" } => throw Fault(target, "the default cannot be an empty string"),
            PyTuple tuple => string.Join(',', tuple.Items.Select(item => item.Str())),
            _ => chosen.Str(),
        };
        target.Builder.Variant(
            name, text, chosen is PyBool, when, Values(chosen), isMultiple, isSticky, description.Trim(), GroupValidator is not null, Place);
    }

    /// <summary>Asks the recipe's functions about values; null if they accept them, else the reason.</summary>
    public string? Reject(Realm realm, string package, ImmutableArray<string> texts)
    {
        foreach (string text in texts)
        {
            if (Predicate is not { } predicate)
            {
                break;
            }

            try
            {
                if (predicate.Call(realm, new PyStr(text)) is PyBool { Value: false } && predicate is not PyType)
                {
                    return $"invalid value for variant `{name}` in package `{package}`: `{text}`";
                }
            }
            catch (PyRaise refusal) when (predicate is PyType && refusal.Is(BuiltinTypes.ValueError))
            {
                return $"invalid value for variant `{name}` in package `{package}`: `{text}`";
            }
        }

        if (GroupValidator is { } validate)
        {
            try
            {
                validate.Call(realm, new PyStr(package), new PyStr(name), new PyTuple([.. texts.Select(text => (PyObject)new PyStr(text))]));
            }
            catch (PyRaise refusal) when (refusal.Is(ErrorTypes.SpackError))
            {
                return refusal.Value.Str();
            }
        }

        return null;
    }

    private static string ErrorFormat(PyObject values) => values.TryGetAttribute(s_errorFormat)?.Str() ?? "";

    private static ImmutableArray<VariantChoice> Choices(IEnumerable<PyObject> values)
    {
        var result = ImmutableArray.CreateBuilder<VariantChoice>();
        foreach (var value in values)
        {
            if (value is PyList conditional && conditional.Type.IsHeap)
            {
                result.AddRange(conditional.Items.Select(Choice));
            }
            else
            {
                result.Add(Choice(value));
            }
        }

        return result.ToImmutable();
    }

    private static VariantChoice Choice(PyObject value)
    {
        if (value is PyStr or PyBool or PyInt || value.TryGetAttribute(s_value) is not { } inner)
        {
            return new VariantChoice(value.Str(), value is PyBool, AbstractSpec.Empty, IsConditional: false);
        }

        var condition = value.GetAttribute(s_when) is SpecObject spec ? spec.Value : null;
        return new VariantChoice(inner.Str(), inner is PyBool, condition, IsConditional: true);
    }

    private static bool IsTruthText(PyObject value) => value is PyStr text
        && (text.Value.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Value.Equals("false", StringComparison.OrdinalIgnoreCase));

    private VariantValues Values(PyObject chosen)
    {
        switch (values)
        {
            case null or PyNone:
                bool isBoolean = chosen is PyBool || IsTruthText(chosen)
                    || (chosen is PyInt { IsSmall: true } number && number.ToInt64() is 0 or 1);
                return isBoolean ? RecipeBuilder.Booleans : new VariantValues.Anything();
            case PyStr { Value: "*" }:
                return new VariantValues.Anything();
            case PyType type:
                return new VariantValues.Predicate(type.QualifiedName, "");
            case { IsCallable: true }:
                return new VariantValues.Predicate(
                    values.TryGetAttribute("__qualname__")?.Str() ?? values.Type.Name,
                    values.TryGetAttribute("__doc__") is PyStr documentation ? documentation.Value.Trim() : "");
            default:
                return values.TryGetAttribute(s_sets) is { } sets ? Disjoint(sets) : new VariantValues.Listed(Choices(Operators.Values(values)));
        }
    }

    private VariantValues.DisjointSets Disjoint(PyObject sets) => new(
        [.. Operators.Values(sets).Select(set => Choices(Operators.Values(set)))],
        Choices(Operators.Values(values!.GetAttribute(s_featureValues))),
        ErrorFormat(values!));

    /// <summary>An attribute that the object behind <c>values</c> brings along.</summary>
    private PyObject? Own(PyStr attribute) => values is null or PyNone or PyStr or PyTuple or PyList or PySet or PyFunction or PyType or NativeFunction
        ? null
        : values.TryGetAttribute(attribute);

    private void RejectDoubles(RecipeClass target)
    {
        foreach (var (attribute, given) in new[] { (s_default, @default is PyNone ? null : @default), (s_multi, multi), (s_validator, validator) })
        {
            if (given is not null && Own(attribute) is not null)
            {
                throw Fault(target, $"Remove specification of {attribute.Value} argument: it is handled by an attribute of the 'values' argument");
            }
        }
    }

    private PyRaise Fault(RecipeClass target, string message) =>
        ErrorTypes.Raise(ErrorTypes.DirectiveError, $"{message} [{target.Name}, variant '{name}']");

    [GeneratedRegex(@"^\w")]
    private static partial Regex IdentifierPattern();
}
