using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cairn.Config.Editing;

/// <summary>A value of a YAML document by where its text stands: what an edit needs to put text in, or to cut it out.</summary>
internal sealed class TextOutline
{
    private TextOutline()
    {
    }

    /// <summary>What the value is; a scalar that is no null counts as <see cref="SectionKind.Other"/>.</summary>
    public SectionKind Kind { get; private init; }

    /// <summary>True for <c>{…}</c> and <c>[…]</c>.</summary>
    public bool IsFlow { get; private init; }

    /// <summary>Where the value begins; for nothing at all, where it would.</summary>
    public int Start { get; private init; }

    /// <summary>Where the text of the value ends, without what follows on its last line.</summary>
    public int End { get; private init; }

    /// <summary>The column of the first key, or of the dash of the first item.</summary>
    public int Column { get; private init; }

    /// <summary>The entries or items.</summary>
    public IReadOnlyList<TextPart> Parts { get; private init; } = [];

    /// <summary>The value of a key, or null.</summary>
    public TextPart? this[string key] => Parts.FirstOrDefault(part => part.Key == key);

    /// <summary>The top value of a well-formed document; null if there is none.</summary>
    public static TextOutline? Of(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        parser.Consume<StreamStart>();
        return parser.TryConsume<DocumentStart>(out _) ? Read(parser, text, 0) : null;
    }

    private static TextOutline Read(Parser parser, string text, int keyEnd)
    {
        if (parser.TryConsume<MappingStart>(out var mapping))
        {
            var parts = new List<TextPart>();
            while (!parser.Accept<MappingEnd>(out _))
            {
                var key = parser.Current is Scalar ? parser.Consume<Scalar>() : throw new YamlException(parser.Current!.Start, parser.Current.End, "a key that is no text");
                var end = text.IndexOf(':', (int)key.End.Index) + 1;
                var value = Read(parser, text, end);
                parts.Add(new TextPart(WithoutSign(key), (int)key.Start.Index, end, value));
            }

            parser.Consume<MappingEnd>();
            return Collection(text, parts, mapping.Style == MappingStyle.Flow, mapping.Start, SectionKind.Mapping);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var parts = new List<TextPart>();
            while (!parser.Accept<SequenceEnd>(out _))
            {
                var start = (int)parser.Current!.Start.Index;
                var value = Read(parser, text, start);
                parts.Add(new TextPart(text[value.Start..value.End], start, start, value));
            }

            parser.Consume<SequenceEnd>();
            return Collection(text, parts, sequence.Style == SequenceStyle.Flow, sequence.Start, SectionKind.List);
        }

        return Leaf(parser, keyEnd);
    }

    private static TextOutline Leaf(Parser parser, int keyEnd)
    {
        var passed = parser.Current!;
        parser.MoveNext();
        if (passed is Scalar { Style: ScalarStyle.Plain, Value: "" })
        {
            return new TextOutline { Kind = SectionKind.Empty, Start = keyEnd, End = keyEnd };
        }

        // A block of text ends behind its last line feed.
        var isBlock = passed is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded };
        return new TextOutline
        {
            Kind = passed is Scalar { Style: ScalarStyle.Plain, Value: "~" or "null" } ? SectionKind.Empty : SectionKind.Other,
            Start = (int)passed.Start.Index,
            End = (int)passed.End.Index - (isBlock ? 1 : 0),
        };
    }

    private static TextOutline Collection(string text, List<TextPart> parts, bool isFlow, Mark start, SectionKind kind) => new()
    {
        Kind = parts.Count == 0 ? SectionKind.Empty : kind,
        IsFlow = isFlow,
        Start = (int)start.Index,
        End = EndOf(text, parts, isFlow, (int)start.Index, kind),
        Column = (int)start.Column - 1,
        Parts = parts,
    };

    /// <summary>The parser tells where the next token stands, which is the end of nothing: blocks end with their last part, flows with their bracket.</summary>
    private static int EndOf(string text, List<TextPart> parts, bool isFlow, int start, SectionKind kind)
    {
        var last = parts.Count > 0 ? parts[^1].Value.End : start;
        return isFlow ? text.IndexOf(kind == SectionKind.Mapping ? '}' : ']', last) + 1 : last;
    }

    /// <summary>A key without the merge sign that Spack lets stand behind it, as in <c>gcc::</c>.</summary>
    private static string WithoutSign(Scalar key) =>
        key.Style == ScalarStyle.Plain && key.Value.Length > 1 && key.Value[^1] is ':' or '+' or '-' ? key.Value[..^1] : key.Value;
}

/// <summary>An entry or item with its text's place.</summary>
/// <param name="Key">The key; of an item its text.</param>
/// <param name="Start">Where the key or the item begins.</param>
/// <param name="KeyEnd">Behind the colon of the key.</param>
/// <param name="Value">The value.</param>
internal sealed record TextPart(string Key, int Start, int KeyEnd, TextOutline Value);
