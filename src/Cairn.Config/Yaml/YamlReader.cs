using System.Collections.Immutable;
using Cairn.Specs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cairn.Config.Yaml;

/// <summary>Reads one YAML document into nodes that know their position.</summary>
/// <remarks>
/// Tokens and events come from YamlDotNet; the tree is ours, because values have to keep their file, line and column through
/// merging, and because merge signs (<c>key::</c>) are part of Spack's configuration language, not of YAML.
/// </remarks>
public sealed class YamlReader
{
    private const int MaximumDepth = 100;
    private const int MaximumNodes = 2_000_000;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly bool _hasMergeSigns;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlReader(TextReader text, string file, bool hasMergeSigns)
    {
        _parser = new Parser(text);
        _file = file;
        _hasMergeSigns = hasMergeSigns;
    }

    /// <summary>Reads the first document of a text; null if the text holds none.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">The file's name for messages and marks.</param>
    /// <param name="hasMergeSigns">True if a key's trailing <c>:</c>, <c>+</c> or <c>-</c> is a merge sign, as in configuration files.</param>
    /// <exception cref="CairnException">The text is not YAML, repeats a key, or nests without end.</exception>
    public static YamlNode? Read(string text, string file, bool hasMergeSigns = true)
    {
        using var reader = new StringReader(text);
        var yaml = new YamlReader(reader, file, hasMergeSigns);
        try
        {
            return yaml.ReadDocument();
        }
        catch (YamlException exception)
        {
            var at = exception.Start;
            throw Failure(exception.InnerException?.Message ?? exception.Message, new YamlMark(file, (int)at.Line, (int)at.Column), text);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner ends so, without a position, where a list in brackets is not closed before the next key.
            var at = yaml._parser.Current?.End ?? Mark.Empty;
            throw Failure("something is not closed, or a value is misplaced, after this", new YamlMark(file, (int)at.Line, (int)at.Column), text);
        }
    }

    /// <summary>Reads a file; null if it does not exist or holds no document.</summary>
    /// <exception cref="CairnException">The file cannot be read or is not YAML.</exception>
    public static YamlNode? ReadFile(string path, bool hasMergeSigns = true)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "configuration-unreadable", $"cannot read `{path}`: {exception.Message}", null, [], "check the file's permissions"));
        }

        return Read(text, path, hasMergeSigns);
    }

    private static CairnException Failure(string message, YamlMark mark, string? text)
    {
        var line = text?.Split('\n').ElementAtOrDefault(mark.Line - 1)?.TrimEnd('\r');
        return new CairnException(new Diagnostic(
            "yaml-syntax",
            $"not valid YAML: {Lowered(message)}",
            new SourceLocation(mark.File, mark.Line, mark.Column, line),
            [],
            line is not null && line.Contains('\t') ? "YAML does not allow tabs for indentation" : null));
    }

    private static string Lowered(string message) =>
        message.Length > 1 && char.IsUpper(message[0]) && !char.IsUpper(message[1]) ? char.ToLowerInvariant(message[0]) + message[1..] : message;

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        return _parser.Accept<DocumentEnd>(out _) ? null : ReadNode(0);
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > MaximumDepth || ++_nodes > MaximumNodes)
        {
            throw Failure("the document nests too deep or is too large", MarkOf(_parser.Current!), null);
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return Anchored(scalar.Anchor, new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, MarkOf(scalar)));
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return Anchored(sequence.Anchor, new YamlSequence(items.DrainToImmutable(), MarkOf(sequence)));
        }

        if (_parser.TryConsume<MappingStart>(out var mapping))
        {
            return Anchored(mapping.Anchor, ReadMapping(mapping, depth));
        }

        var alias = _parser.Consume<AnchorAlias>();
        return _anchors.TryGetValue(alias.Value.Value, out var node)
            ? node
            : throw Failure($"no anchor `&{alias.Value.Value}` stands before this alias", MarkOf(alias), null);
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var merged = new List<YamlMapping>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                throw Failure("a key must be a plain value", MarkOf(_parser.Current!), null);
            }

            var value = ReadNode(depth + 1);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                AddMerged(merged, value);
                continue;
            }

            var (name, mode) = _hasMergeSigns ? SplitKey(key.Value) : (key.Value, MergeMode.Merge);
            if (!seen.Add(name))
            {
                throw Failure($"the key `{name}` stands here twice", MarkOf(key), null);
            }

            entries.Add(new YamlEntry(name, mode, value, MarkOf(key)));
        }

        foreach (var entry in merged.SelectMany(mapping => mapping.Entries))
        {
            if (seen.Add(entry.Key))
            {
                entries.Add(entry);
            }
        }

        return new YamlMapping(entries.DrainToImmutable(), MarkOf(start));
    }

    private static void AddMerged(List<YamlMapping> merged, YamlNode value)
    {
        switch (value)
        {
            case YamlMapping mapping:
                merged.Add(mapping);
                break;
            case YamlSequence sequence when sequence.Items.All(item => item is YamlMapping):
                merged.AddRange(sequence.Items.Cast<YamlMapping>());
                break;
            default:
                throw Failure("`<<` takes a mapping or a list of mappings", value.Mark, null);
        }
    }

    /// <summary>A key of a configuration file and the merge sign behind it.</summary>
    internal static (string Name, MergeMode Mode) SplitKey(string text)
    {
        if (text.Length < 2)
        {
            return (text, MergeMode.Merge);
        }

        return text[^1] switch
        {
            ':' => (text[..^1].TrimEnd(), MergeMode.Override),
            '+' => (text[..^1].TrimEnd(), MergeMode.Prepend),
            '-' => (text[..^1].TrimEnd(), MergeMode.Append),
            _ => (text, MergeMode.Merge),
        };
    }

    private YamlNode Anchored(AnchorName anchor, YamlNode node)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private YamlMark MarkOf(ParsingEvent parsingEvent) =>
        new(_file, (int)parsingEvent.Start.Line, (int)parsingEvent.Start.Column);
}
