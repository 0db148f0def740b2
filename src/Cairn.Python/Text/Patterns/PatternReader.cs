namespace Cairn.Python.Text.Patterns;

/// <summary>Reads a pattern or template one token at a time; an escape (<c>\x</c>) is one token.</summary>
internal sealed class PatternReader
{
    private readonly string _text;
    private int _index;

    public PatternReader(string text)
    {
        _text = text;
        Advance();
    }

    /// <summary>The token to come: one character (or surrogate pair), a backslash with its character, or null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>Where <see cref="Next"/> begins.</summary>
    public int Position => _index - (Next?.Length ?? 0);

    public string? Get()
    {
        var token = Next;
        Advance();
        return token;
    }

    public bool Match(char expected)
    {
        if (Next is not [var c] || c != expected)
        {
            return false;
        }

        Advance();
        return true;
    }

    public bool NextIsOneOf(string characters) => Next is [var c] && characters.Contains(c, StringComparison.Ordinal);

    public string GetWhile(int limit, string characters)
    {
        var result = string.Empty;
        while (limit-- > 0 && NextIsOneOf(characters))
        {
            result += Get();
        }

        return result;
    }

    public string GetUntil(char terminator, string name)
    {
        var start = Position;
        while (true)
        {
            var here = Position;
            var token = Get();
            if (token is null)
            {
                throw here == start
                    ? Error("missing " + name)
                    : Error($"missing {terminator}, unterminated name", here - start);
            }

            if (token is [var c] && c == terminator)
            {
                return here == start ? throw Error("missing " + name, 1) : _text[start..here];
            }
        }
    }

    public void Seek(int position)
    {
        _index = position;
        Advance();
    }

    public PatternException Error(string reason, int offset = 0) => new(reason, _text, Position - offset);

    private void Advance()
    {
        if (_index >= _text.Length)
        {
            Next = null;
            return;
        }

        var start = _index++;
        if (_text[start] == '\\')
        {
            if (_index == _text.Length)
            {
                throw new PatternException("bad escape (end of pattern)", _text, start);
            }

            start++;
            _index++;
            if (IsPair(start))
            {
                _index++;
            }

            Next = _text[(start - 1).._index];
            return;
        }

        if (IsPair(start))
        {
            _index++;
        }

        Next = _text[start.._index];
    }

    private bool IsPair(int at) => char.IsHighSurrogate(_text[at]) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]);
}
