using System.Buffers.Text;
using System.Text.Json;

namespace Cairn.Specs;

/// <summary>Reads JSON token by token, forward only; a lean stand-in for <see cref="Utf8JsonReader"/> with the same verbs.</summary>
/// <remarks>
/// A database of 5,000 specs has a million tokens, and every <c>find</c> reads them in a fresh process, where the framework's
/// reader runs in code that isn't optimised yet: it takes three times as long as this one. No comments, no trailing commas,
/// at most 64 levels.
/// </remarks>
public ref struct Utf8JsonScanner
{
    private const int MaximumDepth = 64;

    private readonly ReadOnlySpan<byte> _text;
    private int _position;
    private int _depth;
    private ulong _objects;
    private State _state;
    private int _valueStart;
    private int _valueLength;

    /// <summary>A scanner at the beginning of a text.</summary>
    public Utf8JsonScanner(ReadOnlySpan<byte> utf8) => _text = utf8;

    private enum State : byte
    {
        Value,
        FirstName,
        FirstItem,
        AfterValue,
    }

    /// <summary>The kind of the current token.</summary>
    public JsonTokenType TokenType { get; private set; }

    /// <summary>True if the current string or name contains escapes.</summary>
    public bool ValueIsEscaped { get; private set; }

    /// <summary>The bytes of the current string without its quotes, or of the current number.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _text.Slice(_valueStart, _valueLength);

    /// <summary>How many bytes are behind the scanner.</summary>
    public readonly int BytesConsumed => _position;

    /// <summary>Moves to the next token; false at the end of the text.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool Read()
    {
        SkipBlanks();
        if (_position >= _text.Length)
        {
            return _depth == 0 && _state == State.AfterValue ? false : throw Damaged("the text ends too early");
        }

        var next = _text[_position];
        switch (_state)
        {
            case State.AfterValue:
                return ReadAfterValue(next);
            case State.FirstName:
                return next == '}' ? End(isObject: true) : ReadName(next);
            case State.FirstItem when next == ']':
                return End(isObject: false);
            default:
                return ReadValue(next);
        }
    }

    /// <summary>Moves to the end of the value that begins here, or that follows the current name.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
        {
            Read();
        }

        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var outside = _depth - 1;
            while (_depth > outside)
            {
                Read();
            }
        }
    }

    /// <summary>True if the current string or name is this text.</summary>
    public readonly bool ValueTextEquals(ReadOnlySpan<byte> utf8) =>
        ValueIsEscaped ? JsonText.Unescape(ValueSpan).AsSpan().SequenceEqual(utf8) : ValueSpan.SequenceEqual(utf8);

    /// <summary>The current string or name; null for <c>null</c>.</summary>
    /// <exception cref="JsonException">The token is something else, or its bytes are no text.</exception>
    public readonly string? GetString() => TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => JsonText.Decode(ValueIsEscaped ? JsonText.Unescape(ValueSpan) : ValueSpan),
        JsonTokenType.Null => null,
        _ => throw Damaged("a text is expected"),
    };

    /// <summary>The current truth value.</summary>
    /// <exception cref="JsonException">The token is something else.</exception>
    public readonly bool GetBoolean() => TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Damaged("true or false is expected"),
    };

    /// <summary>The current whole number.</summary>
    /// <exception cref="JsonException">The token is something else.</exception>
    public readonly int GetInt32() =>
        TokenType == JsonTokenType.Number && Utf8Parser.TryParse(ValueSpan, out int number, out var used) && used == _valueLength
            ? number
            : throw Damaged("a whole number is expected");

    /// <summary>The current number.</summary>
    /// <exception cref="JsonException">The token is something else.</exception>
    public readonly double GetDouble() =>
        TokenType == JsonTokenType.Number && Utf8Parser.TryParse(ValueSpan, out double number, out var used) && used == _valueLength
            ? number
            : throw Damaged("a number is expected");

    private bool ReadAfterValue(byte next)
    {
        if (_depth == 0)
        {
            throw Damaged("something follows the end");
        }

        var isInObject = (_objects & (1UL << (_depth - 1))) != 0;
        if (next != ',')
        {
            return End(isInObject);
        }

        _position++;
        SkipBlanks();
        next = _position < _text.Length ? _text[_position] : (byte)0;
        return isInObject ? ReadName(next) : ReadValue(next);
    }

    private bool ReadName(byte next)
    {
        if (next != '"')
        {
            throw Damaged("a name is expected");
        }

        ReadString();
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] != ':')
        {
            throw Damaged("a colon is expected");
        }

        _position++;
        TokenType = JsonTokenType.PropertyName;
        _state = State.Value;
        return true;
    }

    private bool ReadValue(byte next)
    {
        switch (next)
        {
            case (byte)'"':
                ReadString();
                TokenType = JsonTokenType.String;
                break;
            case (byte)'{':
                return Begin(isObject: true);
            case (byte)'[':
                return Begin(isObject: false);
            case (byte)'t':
                ReadLiteral("true"u8, JsonTokenType.True);
                break;
            case (byte)'f':
                ReadLiteral("false"u8, JsonTokenType.False);
                break;
            case (byte)'n':
                ReadLiteral("null"u8, JsonTokenType.Null);
                break;
            default:
                ReadNumber();
                break;
        }

        _state = State.AfterValue;
        return true;
    }

    private bool Begin(bool isObject)
    {
        if (_depth == MaximumDepth)
        {
            throw Damaged("it is nested too deeply");
        }

        var bit = 1UL << _depth++;
        _objects = isObject ? _objects | bit : _objects & ~bit;
        _state = isObject ? State.FirstName : State.FirstItem;
        TokenType = isObject ? JsonTokenType.StartObject : JsonTokenType.StartArray;
        _position++;
        return true;
    }

    private bool End(bool isObject)
    {
        if (_text[_position] != (isObject ? '}' : ']'))
        {
            throw Damaged("a comma is expected");
        }

        _depth--;
        _position++;
        _state = State.AfterValue;
        TokenType = isObject ? JsonTokenType.EndObject : JsonTokenType.EndArray;
        return true;
    }

    private void ReadString()
    {
        var text = _text;
        var position = ++_position;
        ValueIsEscaped = false;
        while ((uint)position < (uint)text.Length)
        {
            var each = text[position];
            if (each == '"')
            {
                _valueStart = _position;
                _valueLength = position - _position;
                _position = position + 1;
                return;
            }

            if (each == '\\')
            {
                ValueIsEscaped = true;
                position++;
            }
            else if (each < ' ')
            {
                break;
            }

            position++;
        }

        throw Damaged("a text has no end");
    }

    private void ReadLiteral(ReadOnlySpan<byte> literal, JsonTokenType type)
    {
        if (!_text[_position..].StartsWith(literal))
        {
            throw Damaged("a value is expected");
        }

        _position += literal.Length;
        TokenType = type;
    }

    private void ReadNumber()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E')
        {
            _position++;
        }

        _valueStart = start;
        _valueLength = _position - start;
        if (!JsonText.IsNumber(ValueSpan))
        {
            _position = start;
            throw Damaged("a value is expected");
        }

        TokenType = JsonTokenType.Number;
    }

    private void SkipBlanks()
    {
        while ((uint)_position < (uint)_text.Length && _text[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    private readonly JsonException Damaged(string message)
    {
        var before = _text[..Math.Min(_position, _text.Length)];
        return new JsonException(message, null, before.Count((byte)'\n'), before.Length - 1 - before.LastIndexOf((byte)'\n'));
    }
}
