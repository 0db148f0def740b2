using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Cairn.Specs;

/// <summary>Reads JSON into plain values.</summary>
public static class PlainJson
{
    /// <summary>Reads a whole text.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static PlainValue Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonScanner(utf8);
        reader.Read();
        var value = Read(ref reader);
        while (reader.Read())
        {
        }

        return value;
    }

    /// <summary>Reads the value at which the reader stands, and leaves it at the value's last token.</summary>
    public static PlainValue Read(ref Utf8JsonScanner reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new PlainText(reader.GetString()!);
            case JsonTokenType.Number:
                return new PlainNumber(Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True:
            case JsonTokenType.False:
                return new PlainBoolean(reader.GetBoolean());
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<PlainValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }

                return new PlainList(items.ToImmutable());
            case JsonTokenType.StartObject:
                var members = ImmutableArray.CreateBuilder<PlainMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    reader.Read();
                    members.Add(new PlainMember(key, Read(ref reader)));
                }

                return new PlainMapping(members.ToImmutable());
            default:
                return PlainValue.Null;
        }
    }
}
