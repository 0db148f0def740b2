using Cairn.Specs;

namespace Cairn.Store.Modules.Templating;

/// <summary>Reads the statements of a template.</summary>
internal sealed class TemplateParser(string text, string path, Func<string, Template> load)
{
    private readonly List<Piece> _pieces = new TemplateLexer(text, path).Read();
    private readonly List<BlockNode> _blocks = [];
    private string? _base;
    private int _at;

    public Parsed Parse()
    {
        var nodes = Body([], 1, out _);
        return new Parsed(nodes, _blocks, _base);
    }

    /// <summary>Reads up to a statement with one of some names; where it is missing, the line of what it should close is told.</summary>
    private List<TemplateNode> Body(ReadOnlySpan<string> ends, int openedAt, out string end)
    {
        var nodes = new List<TemplateNode>();
        while (_at < _pieces.Count)
        {
            var piece = _pieces[_at];
            if (piece.Kind == PieceKind.Statement && ends.Contains(NameOf(piece)))
            {
                end = NameOf(piece);
                return nodes;
            }

            _at++;
            switch (piece.Kind)
            {
                case PieceKind.Text:
                    nodes.Add(new TextNode(piece.Content));
                    break;
                case PieceKind.Expression:
                    nodes.Add(new OutputNode(At(piece, () => new ExpressionParser(piece.Content).Whole()), path, piece.Line));
                    break;
                default:
                    if (Statement(piece) is { } node)
                    {
                        nodes.Add(node);
                    }

                    break;
            }
        }

        end = "";
        return ends.IsEmpty
            ? nodes
            : throw new CairnException(new Diagnostic("template-syntax", $"`{{% {ends[^1]} %}}` is missing", new SourceLocation(path, openedAt, 1)));
    }

    private TemplateNode? Statement(Piece piece)
    {
        var name = NameOf(piece);
        var rest = piece.Content[name.Length..];
        switch (name)
        {
            case "if":
                return If(piece, rest);
            case "for":
                return For(piece, rest);
            case "set":
                return At(piece, () =>
                {
                    var parser = new ExpressionParser(rest);
                    var names = Names(parser);
                    parser.Expect("=");
                    return new SetNode(names, parser.Whole(), path, piece.Line);
                });
            case "block":
                var block = new BlockNode(rest.Trim().Split(' ')[0], Body(["endblock"], piece.Line, out _));
                _at++;
                _blocks.Add(block);
                return block;
            case "extends":
                _base = At(piece, () => TemplateValues.Text(new ExpressionParser(rest).Whole().Evaluate(new TemplateScope(new Dictionary<string, object?>()))));
                return null;
            case "include":
                var included = At(piece, () => TemplateValues.Text(new ExpressionParser(rest).Expression().Evaluate(new TemplateScope(new Dictionary<string, object?>()))));
                return new IncludeNode(() => load(included));
            default:
                throw new CairnException(new Diagnostic(
                    "template-syntax", $"templates have no statement `{name}` here", new SourceLocation(path, piece.Line, 1), [],
                    "there are if, for, set, block, extends, include and raw"));
        }
    }

    private IfNode If(Piece piece, string condition)
    {
        var branches = new List<(TemplateExpression?, List<TemplateNode>)>();
        TemplateExpression? current = At(piece, () => new ExpressionParser(condition).Whole());
        while (true)
        {
            var body = Body(["elif", "else", "endif"], piece.Line, out var end);
            branches.Add((current, body));
            var next = _pieces[_at++];
            if (end == "endif")
            {
                return new IfNode(branches, path, piece.Line);
            }

            current = end == "elif" ? At(next, () => new ExpressionParser(next.Content["elif".Length..]).Whole()) : null;
        }
    }

    private ForNode For(Piece piece, string header)
    {
        var (names, sequence, condition) = At(piece, () =>
        {
            var parser = new ExpressionParser(header);
            var names = Names(parser);
            parser.Expect("in");
            var sequence = parser.Or();
            return (names, sequence, parser.Skip("if") ? parser.Whole() : null);
        });
        var body = Body(["else", "endfor"], piece.Line, out var end);
        _at++;
        var otherwise = new List<TemplateNode>();
        if (end == "else")
        {
            otherwise = Body(["endfor"], piece.Line, out _);
            _at++;
        }

        return new ForNode(names, sequence, condition, body, otherwise, path, piece.Line);
    }

    private static List<string> Names(ExpressionParser parser)
    {
        var isBracketed = parser.Skip("(");
        var names = new List<string> { parser.Name() };
        while (parser.Skip(","))
        {
            names.Add(parser.Name());
        }

        if (isBracketed)
        {
            parser.Expect(")");
        }

        return names;
    }

    private T At<T>(Piece piece, Func<T> action) => TemplateErrors.At(path, piece.Line, action);

    private static string NameOf(Piece piece)
    {
        var end = piece.Content.AsSpan().IndexOfAny(' ', '\n', '\t');
        return end < 0 ? piece.Content : piece.Content[..end];
    }

    /// <summary>What a template consists of.</summary>
    internal sealed record Parsed(List<TemplateNode> Nodes, List<BlockNode> Blocks, string? Base);
}
