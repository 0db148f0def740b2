using System.Text;
using Cairn.Specs;

namespace Cairn.Store.Modules.Templating;

/// <summary>A template in the part of Jinja's language that templates of module files use.</summary>
/// <remarks>
/// Statements: <c>if</c>, <c>for</c>, <c>set</c>, <c>block</c>, <c>extends</c>, <c>include</c>, <c>raw</c>. What is not understood is an
/// error with its line, never left out.
/// </remarks>
public sealed class Template
{
    private readonly TemplateParser.Parsed _parsed;
    private readonly Func<string, Template> _load;

    private Template(TemplateParser.Parsed parsed, Func<string, Template> load) => (_parsed, _load) = (parsed, load);

    /// <summary>Reads a template.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="load">Finds the templates that it names.</param>
    /// <exception cref="CairnException">It is not well formed.</exception>
    public static Template Parse(string text, string path, Func<string, Template> load) =>
        new(new TemplateParser(text.EndsWith('\n') ? text[..^1] : text, path, load).Parse(), load);

    /// <summary>The text that the template makes of some values.</summary>
    /// <exception cref="CairnException">It fails.</exception>
    public string Render(IReadOnlyDictionary<string, object?> values)
    {
        var output = new StringBuilder();
        RenderInto(output, new TemplateScope(values));
        return output.ToString();
    }

    internal void RenderInto(StringBuilder output, TemplateScope scope)
    {
        foreach (var block in _parsed.Blocks)
        {
            if (!scope.Blocks.TryGetValue(block.Name, out var chain))
            {
                scope.Blocks.Add(block.Name, chain = []);
            }

            chain.Add(block);
        }

        if (_parsed.Base is not null)
        {
            // What a derived template says outside of its blocks only sets names.
            foreach (var node in _parsed.Nodes.OfType<SetNode>())
            {
                node.Render(output, scope);
            }

            _load(_parsed.Base).RenderInto(output, scope);
            return;
        }

        foreach (var node in _parsed.Nodes)
        {
            node.Render(output, scope);
        }
    }
}
