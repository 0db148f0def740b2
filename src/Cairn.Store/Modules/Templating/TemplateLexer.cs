using Cairn.Specs;

namespace Cairn.Store.Modules.Templating;

/// <summary>What a piece of a template is.</summary>
internal enum PieceKind
{
    /// <summary>Text that is printed as it is.</summary>
    Text,

    /// <summary><c>{{ … }}</c>.</summary>
    Expression,

    /// <summary><c>{% … %}</c>.</summary>
    Statement,
}

/// <summary>A piece of a template.</summary>
internal readonly record struct Piece(PieceKind Kind, string Content, int Line);

/// <summary>Cuts a template into text, expressions and statements.</summary>
/// <remarks>
/// Blanks are treated as Spack sets Jinja up: <c>trim_blocks</c> drops the line end behind a statement or comment, <c>lstrip_blocks</c>
/// the blanks before one that begins a line; a minus sign inside of the braces drops all blanks on its side.
/// </remarks>
internal sealed class TemplateLexer(string text, string path)
{
    private readonly List<Piece> _pieces = [];
    private int _at;
    private bool _stripNext;

    public List<Piece> Read()
    {
        while (_at < text.Length)
        {
            var open = FindOpening();
            if (open < 0)
            {
                AddText(text[_at..], stripEnd: false);
                break;
            }

            var sign = text[open + 1];
            var control = open + 2 < text.Length ? text[open + 2] : ' ';
            var before = text[_at..open];
            if (control == '-')
            {
                AddText(before, stripEnd: true);
            }
            else
            {
                AddText(sign is '%' or '#' && control != '+' ? WithoutIndentation(before, open) : before, stripEnd: false);
            }

            ReadTag(open, sign, control is '-' or '+');
        }

        return _pieces;
    }

    private int FindOpening()
    {
        for (var i = _at; i + 1 < text.Length; i++)
        {
            if (text[i] == '{' && (text[i + 1] is '{' or '%' or '#'))
            {
                return i;
            }
        }

        return -1;
    }

    private void ReadTag(int open, char sign, bool hasControl)
    {
        var end = sign switch { '{' => "}}", '%' => "%}", _ => "#}" };
        var start = open + 2 + (hasControl ? 1 : 0);
        var close = sign == '#' ? text.IndexOf(end, start, StringComparison.Ordinal) : FindEnd(start, end);
        if (close < 0)
        {
            throw new CairnException(new Diagnostic(
                "template-syntax", $"`{text.AsSpan(open, 2)}` is not closed by `{end}`", new SourceLocation(path, LineAt(open), 1)));
        }

        var content = text[start..close];
        var isStripped = content.EndsWith('-');
        content = isStripped || content.EndsWith('+') ? content[..^1] : content;
        if (sign != '#')
        {
            _pieces.Add(new Piece(sign == '{' ? PieceKind.Expression : PieceKind.Statement, content.Trim(), LineAt(open)));
        }

        _at = close + 2;
        _stripNext = isStripped;
        if (!isStripped && sign != '{' && _at < text.Length && text[_at] == '\n')
        {
            _at++;
        }

        if (sign == '%' && content.Trim() == "raw")
        {
            ReadRaw();
        }
    }

    /// <summary>Everything up to <c>{% endraw %}</c> is text.</summary>
    private void ReadRaw()
    {
        _pieces.RemoveAt(_pieces.Count - 1);
        for (var open = text.IndexOf("{%", _at, StringComparison.Ordinal); open >= 0; open = text.IndexOf("{%", open + 2, StringComparison.Ordinal))
        {
            var close = text.IndexOf("%}", open, StringComparison.Ordinal);
            if (close > 0 && text[(open + 2)..close].Trim(' ', '-', '+') == "endraw")
            {
                AddText(text[_at..open], stripEnd: false);
                _at = close + 2;
                if (_at < text.Length && text[_at] == '\n')
                {
                    _at++;
                }

                return;
            }
        }

        throw new CairnException(new Diagnostic("template-syntax", "`{% raw %}` has no `{% endraw %}`", new SourceLocation(path, LineAt(_at), 1)));
    }

    /// <summary>The end of a tag; ends in quotes do not count.</summary>
    private int FindEnd(int start, string end)
    {
        var quote = '\0';
        for (var i = start; i + 1 < text.Length; i++)
        {
            if (quote != '\0')
            {
                if (text[i] == '\\')
                {
                    i++;
                }
                else if (text[i] == quote)
                {
                    quote = '\0';
                }
            }
            else if (text[i] is '"' or '\'')
            {
                quote = text[i];
            }
            else if (text[i] == end[0] && text[i + 1] == end[1])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Text without the blanks at its end, if a line begins with them.</summary>
    private string WithoutIndentation(string before, int open)
    {
        var start = open;
        while (start > _at && (text[start - 1] is ' ' or '\t'))
        {
            start--;
        }

        return start == 0 || text[start - 1] == '\n' ? before[..(start - _at)] : before;
    }

    private void AddText(string content, bool stripEnd)
    {
        if (_stripNext)
        {
            content = content.TrimStart();
            _stripNext = false;
        }

        if (stripEnd)
        {
            content = content.TrimEnd();
        }

        if (content.Length > 0)
        {
            _pieces.Add(new Piece(PieceKind.Text, content, LineAt(_at)));
        }
    }

    private int LineAt(int position) => 1 + text.AsSpan(0, Math.Min(position, text.Length)).Count('\n');
}
