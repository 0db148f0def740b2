namespace Cairn.Store.Modules.Templating;

/// <summary>An expression of a template.</summary>
internal abstract class TemplateExpression
{
    public abstract object? Evaluate(TemplateScope scope);
}

internal sealed class Constant(object? value) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) => value;
}

internal sealed class NameExpression(string name) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) => scope.Find(name);
}

internal sealed class ListExpression(List<TemplateExpression> items) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) => items.Select(item => item.Evaluate(scope)).ToList();
}

internal sealed class MappingExpression(List<(TemplateExpression Key, TemplateExpression Value)> entries) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            result[TemplateValues.Text(key.Evaluate(scope))] = value.Evaluate(scope);
        }

        return result;
    }
}

/// <summary><c>a.b</c> and <c>a["b"]</c>, which mean the same in templates.</summary>
internal sealed class MemberExpression(TemplateExpression target, TemplateExpression member) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope)
    {
        var of = target.Evaluate(scope);
        var key = member.Evaluate(scope);
        return (of, key) switch
        {
            (ITemplateObject known, string name) => known.TryGet(name, out var value) ? value : TemplateValues.Undefined,
            (IReadOnlyDictionary<string, object?> mapping, string name) => mapping.TryGetValue(name, out var value) ? value : TextMethods.Of(mapping, name),
            (IReadOnlyList<object?> list, long at) => at < list.Count && at >= -list.Count ? list[(int)(at < 0 ? at + list.Count : at)] : TemplateValues.Undefined,
            (string text, long at) => at < text.Length && at >= -text.Length ? text[(int)(at < 0 ? at + text.Length : at)].ToString() : TemplateValues.Undefined,
            (string text, string name) => TextMethods.Of(text, name),
            _ => TemplateValues.Undefined,
        };
    }
}

internal sealed class CallExpression(TemplateExpression function, List<TemplateExpression> arguments) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) => function.Evaluate(scope) is TemplateFunction callable
        ? callable([.. arguments.Select(argument => argument.Evaluate(scope))])
        : throw new FormatException("what is called is no function");
}

internal sealed class FilterExpression(TemplateExpression input, string name, List<TemplateExpression> arguments) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) =>
        TemplateFilters.Apply(name, input.Evaluate(scope), [.. arguments.Select(argument => argument.Evaluate(scope))]);
}

internal sealed class TestExpression(TemplateExpression input, string name, List<TemplateExpression> arguments, bool isNegated) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) =>
        TemplateFilters.Test(name, input.Evaluate(scope), [.. arguments.Select(argument => argument.Evaluate(scope))]) != isNegated;
}

internal sealed class NotExpression(TemplateExpression operand) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) => !TemplateValues.IsTrue(operand.Evaluate(scope));
}

internal sealed class NegatedExpression(TemplateExpression operand) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) => operand.Evaluate(scope) is long number ? (object)-number : -TemplateValues.Number(operand.Evaluate(scope));
}

internal sealed class ConditionalExpression(TemplateExpression condition, TemplateExpression then, TemplateExpression? otherwise) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope) =>
        TemplateValues.IsTrue(condition.Evaluate(scope)) ? then.Evaluate(scope) : otherwise is null ? TemplateValues.Undefined : otherwise.Evaluate(scope);
}

internal sealed class BinaryExpression(string operation, TemplateExpression left, TemplateExpression right) : TemplateExpression
{
    public override object? Evaluate(TemplateScope scope)
    {
        var first = left.Evaluate(scope);
        switch (operation)
        {
            case "and":
                return TemplateValues.IsTrue(first) ? right.Evaluate(scope) : first;
            case "or":
                return TemplateValues.IsTrue(first) ? first : right.Evaluate(scope);
        }

        var second = right.Evaluate(scope);
        return operation switch
        {
            "==" => TemplateValues.AreEqual(first, second),
            "!=" => !TemplateValues.AreEqual(first, second),
            "<" => TemplateValues.Compare(first, second) < 0,
            ">" => TemplateValues.Compare(first, second) > 0,
            "<=" => TemplateValues.Compare(first, second) <= 0,
            ">=" => TemplateValues.Compare(first, second) >= 0,
            "in" => Contains(second, first),
            "not in" => !Contains(second, first),
            "~" => TemplateValues.Text(first) + TemplateValues.Text(second),
            "+" when first is string && second is string => (string)first + (string)second,
            "+" when first is IReadOnlyList<object?> a && second is IReadOnlyList<object?> b => a.Concat(b).ToList(),
            _ => Calculated(first, second),
        };
    }

    private static bool Contains(object? container, object? item) =>
        container is string text
            ? text.Contains(TemplateValues.Text(item), StringComparison.Ordinal)
            : (TemplateValues.Items(container) ?? throw new FormatException("`in` needs a list or a text")).Any(other => TemplateValues.AreEqual(other, item));

    private object Calculated(object? first, object? second)
    {
        if (first is long a && second is long b)
        {
            switch (operation)
            {
                case "+":
                    return a + b;
                case "-":
                    return a - b;
                case "*":
                    return a * b;
                case "//" when b != 0:
                    return (long)Math.Floor((double)a / b);
                case "%" when b != 0:
                    return ((a % b) + b) % b;
            }
        }

        var (x, y) = (TemplateValues.Number(first), TemplateValues.Number(second));
        return operation switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" when y != 0 => x / y,
            "//" when y != 0 => Math.Floor(x / y),
            _ => throw new FormatException($"`{operation}` cannot be computed"),
        };
    }
}
