using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cairn.Specs;

/// <summary>
/// Writes JSON exactly as Python's <c>json.dumps(…, separators=(",", ":"))</c> does: no blanks, nothing but ASCII, control
/// characters and everything beyond ASCII as <c>\uXXXX</c> in lower case.
/// </summary>
/// <remarks>The hash of a spec is the hash of such a text, so every byte counts.</remarks>
public sealed class PythonJsonWriter
{
    private readonly ArrayBufferWriter<byte> _out;
    private bool _needsComma;

    /// <summary>A writer with a buffer of its own.</summary>
    public PythonJsonWriter(int capacity = 4096) => _out = new ArrayBufferWriter<byte>(capacity);

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _out.WrittenSpan;

    /// <summary>Begins an object.</summary>
    public void BeginObject() => Begin((byte)'{');

    /// <summary>Ends an object.</summary>
    public void EndObject() => End((byte)'}');

    /// <summary>Begins a list.</summary>
    public void BeginList() => Begin((byte)'[');

    /// <summary>Ends a list.</summary>
    public void EndList() => End((byte)']');

    /// <summary>Writes the key of the next value.</summary>
    public void Key(string key)
    {
        Separate();
        Quote(key);
        Put((byte)':');
        _needsComma = false;
    }

    /// <summary>Writes a text, or <c>null</c>.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }

        Separate();
        Quote(text);
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void Boolean(bool value)
    {
        Separate();
        _out.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>Writes a whole number.</summary>
    public void Number(long value) => RawNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a number whose digits are given.</summary>
    public void RawNumber(string digits)
    {
        Separate();
        Encoding.ASCII.GetBytes(digits, _out);
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void Null()
    {
        Separate();
        _out.Write("null"u8);
    }

    /// <summary>Writes a key and a text.</summary>
    public void Member(string key, string? text)
    {
        Key(key);
        Text(text);
    }

    /// <summary>Writes a list of texts.</summary>
    public void Texts(ReadOnlySpan<string> texts)
    {
        BeginList();
        foreach (var text in texts)
        {
            Text(text);
        }

        EndList();
    }

    /// <summary>Writes a value with the keys of all its mappings in order.</summary>
    public void Sorted(PlainValue value)
    {
        switch (value)
        {
            case PlainText text:
                Text(text.Text);
                break;
            case PlainNumber number:
                RawNumber(number.Digits);
                break;
            case PlainBoolean boolean:
                Boolean(boolean.Value);
                break;
            case PlainList list:
                BeginList();
                foreach (var item in list.Items)
                {
                    Sorted(item);
                }

                EndList();
                break;
            case PlainMapping mapping:
                BeginObject();
                foreach (var (key, memberValue) in mapping.Entries.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    Key(key);
                    Sorted(memberValue);
                }

                EndObject();
                break;
            default:
                Null();
                break;
        }
    }

    private void Begin(byte bracket)
    {
        Separate();
        Put(bracket);
        _needsComma = false;
    }

    private void End(byte bracket)
    {
        Put(bracket);
        _needsComma = true;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            Put((byte)',');
        }

        _needsComma = true;
    }

    private void Put(byte each)
    {
        _out.GetSpan(1)[0] = each;
        _out.Advance(1);
    }

    private void Quote(string text)
    {
        Put((byte)'"');
        if (IsPlain(text))
        {
            Encoding.ASCII.GetBytes(text, _out);
        }
        else
        {
            foreach (var each in text)
            {
                Escape(each);
            }
        }

        Put((byte)'"');
    }

    private static bool IsPlain(string text)
    {
        foreach (var each in text)
        {
            if (each is < ' ' or > '~' or '"' or '\\')
            {
                return false;
            }
        }

        return true;
    }

    // A character beyond the basic plane is two UTF-16 units here and becomes two escapes, as in Python.
    private void Escape(char each)
    {
        switch (each)
        {
            case '"':
                _out.Write("\\\""u8);
                break;
            case '\\':
                _out.Write("\\\\"u8);
                break;
            case '\n':
                _out.Write("\\n"u8);
                break;
            case '\r':
                _out.Write("\\r"u8);
                break;
            case '\t':
                _out.Write("\\t"u8);
                break;
            case '\f':
                _out.Write("\\f"u8);
                break;
            case '\b':
                _out.Write("\\b"u8);
                break;
            case >= ' ' and <= '~':
                Put((byte)each);
                break;
            default:
                Encoding.ASCII.GetBytes($"\\u{(int)each:x4}", _out);
                break;
        }
    }
}
