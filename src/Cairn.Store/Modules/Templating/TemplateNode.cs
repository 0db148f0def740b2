using System.Text;

namespace Cairn.Store.Modules.Templating;

/// <summary>A part of a template.</summary>
internal abstract class TemplateNode
{
    public abstract void Render(StringBuilder output, TemplateScope scope);

    protected static void RenderAll(List<TemplateNode> nodes, StringBuilder output, TemplateScope scope)
    {
        foreach (var node in nodes)
        {
            node.Render(output, scope);
        }
    }
}

internal sealed class TextNode(string text) : TemplateNode
{
    public override void Render(StringBuilder output, TemplateScope scope) => output.Append(text);
}

/// <summary>Something that can fail at a line.</summary>
internal sealed class OutputNode(TemplateExpression expression, string path, int line) : TemplateNode
{
    public override void Render(StringBuilder output, TemplateScope scope) =>
        output.Append(TemplateValues.Text(TemplateErrors.At(path, line, () => expression.Evaluate(scope))));
}

internal sealed class SetNode(List<string> names, TemplateExpression expression, string path, int line) : TemplateNode
{
    public override void Render(StringBuilder output, TemplateScope scope) =>
        ForNode.Assign(scope, names, TemplateErrors.At(path, line, () => expression.Evaluate(scope)));
}

internal sealed class IfNode(List<(TemplateExpression? Condition, List<TemplateNode> Body)> branches, string path, int line) : TemplateNode
{
    public override void Render(StringBuilder output, TemplateScope scope)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition is null || TemplateErrors.At(path, line, () => TemplateValues.IsTrue(condition.Evaluate(scope))))
            {
                RenderAll(body, output, scope);
                return;
            }
        }
    }
}

internal sealed class ForNode(
    List<string> names, TemplateExpression sequence, TemplateExpression? condition, List<TemplateNode> body, List<TemplateNode> otherwise, string path, int line) : TemplateNode
{
    public override void Render(StringBuilder output, TemplateScope scope)
    {
        scope.Enter();
        var items = TemplateErrors.At(path, line, () => Items(scope));
        for (var i = 0; i < items.Count; i++)
        {
            Assign(scope, names, items[i]);
            scope.Set("loop", new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["index"] = (long)(i + 1),
                ["index0"] = (long)i,
                ["first"] = i == 0,
                ["last"] = i == items.Count - 1,
                ["length"] = (long)items.Count,
                ["revindex"] = (long)(items.Count - i),
            });
            RenderAll(body, output, scope);
        }

        scope.Leave();
        if (items.Count == 0)
        {
            RenderAll(otherwise, output, scope);
        }
    }

    /// <summary>Gives one name a value, or several names the items of a list.</summary>
    public static void Assign(TemplateScope scope, List<string> names, object? value)
    {
        if (names.Count == 1)
        {
            scope.Set(names[0], value);
            return;
        }

        var parts = TemplateValues.Items(value)?.ToList() ?? [];
        for (var i = 0; i < names.Count; i++)
        {
            scope.Set(names[i], i < parts.Count ? parts[i] : TemplateValues.Undefined);
        }
    }

    private List<object?> Items(TemplateScope scope)
    {
        var all = TemplateValues.Items(sequence.Evaluate(scope)) ?? throw new FormatException("`for` needs a list");
        if (condition is null)
        {
            return [.. all];
        }

        var kept = new List<object?>();
        foreach (var item in all)
        {
            Assign(scope, names, item);
            if (TemplateValues.IsTrue(condition.Evaluate(scope)))
            {
                kept.Add(item);
            }
        }

        return kept;
    }
}

/// <summary>A part that templates which extend this one may replace.</summary>
internal sealed class BlockNode(string name, List<TemplateNode> body) : TemplateNode
{
    public string Name => name;

    public override void Render(StringBuilder output, TemplateScope scope) => Render(output, scope, 0);

    private void Render(StringBuilder output, TemplateScope scope, int level)
    {
        var chain = scope.Blocks[name];
        scope.Enter();
        scope.Set("super", (TemplateFunction)(_ =>
        {
            if (level + 1 >= chain.Count)
            {
                return "";
            }

            var inherited = new StringBuilder();
            Render(inherited, scope, level + 1);
            return inherited.ToString();
        }));
        RenderAll(chain[level].Body, output, scope);
        scope.Leave();
    }

    private List<TemplateNode> Body => body;
}

internal sealed class IncludeNode(Func<Template> template) : TemplateNode
{
    public override void Render(StringBuilder output, TemplateScope scope) => template().RenderInto(output, scope);
}
