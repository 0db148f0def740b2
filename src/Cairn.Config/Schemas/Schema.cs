using System.Collections.Immutable;
using Cairn.Config.Yaml;

namespace Cairn.Config.Schemas;

/// <summary>What a value of configuration may be.</summary>
internal abstract class Schema
{
    /// <summary>What is wanted, for messages: <c>a whole number</c>, <c>`true` or `false`</c>….</summary>
    public abstract string Wanted { get; }

    /// <summary>True if the value has the right kind; what is inside of it may still be wrong.</summary>
    public abstract bool IsKind(YamlNode node);

    /// <summary>Reports what is wrong with a value, and within it.</summary>
    public void Check(YamlNode node, SchemaCheck check)
    {
        // An empty value says nothing, as a key whose entries are all commented out does.
        if (node is YamlScalar { IsNull: true } && AcceptsNothing)
        {
            return;
        }

        if (IsKind(node))
        {
            CheckContent(node, check);
        }
        else
        {
            check.Mismatch(node, Wanted);
        }
    }

    /// <summary>The kind that a value under this schema has if it has entries: what <c>config add</c> makes of a bare value.</summary>
    public virtual bool IsList => false;

    /// <summary>What the schema says about a key below it; null if it says nothing.</summary>
    public virtual Schema? Below(string key) => null;

    /// <summary>True if an empty value is no mistake.</summary>
    protected virtual bool AcceptsNothing => true;

    /// <summary>Reports what is wrong within a value of the right kind.</summary>
    protected virtual void CheckContent(YamlNode node, SchemaCheck check)
    {
    }
}

/// <summary>Anything.</summary>
internal sealed class AnySchema : Schema
{
    public override string Wanted => "a value";

    public override bool IsKind(YamlNode node) => true;
}

/// <summary>A text, perhaps one of a few.</summary>
internal sealed class TextSchema(params ImmutableArray<string> choices) : Schema
{
    public override string Wanted => choices.IsEmpty ? "a string" : string.Join(" or ", choices.Select(choice => $"`{choice}`"));

    public override bool IsKind(YamlNode node) => node is YamlScalar { Kind: YamlScalarKind.String };

    protected override void CheckContent(YamlNode node, SchemaCheck check)
    {
        string text = ((YamlScalar)node).Text;
        if (!choices.IsEmpty && !choices.Contains(text))
        {
            check.WrongChoice((YamlScalar)node, choices);
        }
    }
}

/// <summary>True or false.</summary>
internal sealed class FlagSchema : Schema
{
    public override string Wanted => "`true` or `false`";

    public override bool IsKind(YamlNode node) => node is YamlScalar { Kind: YamlScalarKind.Boolean };
}

/// <summary>A number, perhaps a whole one.</summary>
internal sealed class NumberSchema(bool isWhole, int least = int.MinValue) : Schema
{
    public override string Wanted => isWhole ? "a whole number" : "a number";

    public override bool IsKind(YamlNode node) =>
        node is YamlScalar { Kind: YamlScalarKind.Integer } || (!isWhole && node is YamlScalar { Kind: YamlScalarKind.Float });

    protected override void CheckContent(YamlNode node, SchemaCheck check)
    {
        if (least > int.MinValue && long.TryParse(((YamlScalar)node).Text, out long value) && value < least)
        {
            check.TooSmall(node, least);
        }
    }
}

/// <summary>A list.</summary>
internal sealed class ListSchema(Schema item) : Schema
{
    public override string Wanted => item is TextSchema ? "a list of strings" : "a list";

    public override bool IsList => true;

    public override bool IsKind(YamlNode node) => node is YamlSequence;

    protected override void CheckContent(YamlNode node, SchemaCheck check)
    {
        foreach (var element in ((YamlSequence)node).Items)
        {
            item.Check(element, check);
        }
    }
}

/// <summary>A mapping of some known keys, and perhaps of others.</summary>
internal sealed class MappingSchema : Schema
{
    private readonly Dictionary<string, Schema> _known;
    private readonly Schema? _others;
    private readonly ImmutableArray<string> _required;
    private readonly Dictionary<string, string> _replaced;

    /// <param name="known">The known keys.</param>
    /// <param name="others">What stands under any other key; null if other keys mean nothing.</param>
    /// <param name="required">Keys that must be there.</param>
    /// <param name="replaced">Keys of old, and what replaces them.</param>
    public MappingSchema(
        IEnumerable<(string Key, Schema Value)> known, Schema? others = null, ImmutableArray<string> required = default, IEnumerable<(string Key, string Advice)>? replaced = null)
    {
        _known = known.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        _others = others;
        _required = required.IsDefault ? [] : required;
        _replaced = (replaced ?? []).ToDictionary(pair => pair.Key, pair => pair.Advice, StringComparer.Ordinal);
    }

    public override string Wanted => "a mapping";

    /// <summary>The known keys.</summary>
    public IEnumerable<string> Keys => _known.Keys;

    public override bool IsKind(YamlNode node) => node is YamlMapping;

    public override Schema? Below(string key) => _known.TryGetValue(key, out var schema) ? schema : _others;

    protected override void CheckContent(YamlNode node, SchemaCheck check)
    {
        var mapping = (YamlMapping)node;
        foreach (var entry in mapping.Entries)
        {
            if (_known.TryGetValue(entry.Key, out var schema))
            {
                check.Within(entry, schema);
            }
            else if (_replaced.TryGetValue(entry.Key, out string? advice))
            {
                check.Replaced(entry, advice);
            }
            else if (_others is not null)
            {
                check.Within(entry, _others);
            }
            else
            {
                check.UnknownKey(entry, _known.Keys);
            }
        }

        foreach (string key in _required)
        {
            if (mapping[key] is null)
            {
                check.Missing(mapping, key);
            }
        }
    }
}

/// <summary>A value of one of several kinds.</summary>
internal sealed class EitherSchema(params ImmutableArray<Schema> alternatives) : Schema
{
    public override string Wanted => string.Join(" or ", alternatives.Select(alternative => alternative.Wanted).Distinct());

    public override bool IsList => alternatives.Any(alternative => alternative.IsList);

    public override bool IsKind(YamlNode node) => alternatives.Any(alternative => alternative.IsKind(node));

    public override Schema? Below(string key) => alternatives.Select(alternative => alternative.Below(key)).FirstOrDefault(below => below is not null);

    protected override void CheckContent(YamlNode node, SchemaCheck check)
    {
        // The alternative of the value's kind says what is wrong with it.
        foreach (var alternative in alternatives)
        {
            if (alternative.IsKind(node))
            {
                alternative.Check(node, check);
                return;
            }
        }
    }
}

/// <summary>A value that is still understood in an older form.</summary>
internal sealed class OldFormSchema(Schema today, Schema old, string advice) : Schema
{
    public override string Wanted => today.Wanted;

    public override bool IsList => today.IsList;

    public override bool IsKind(YamlNode node) => today.IsKind(node) || old.IsKind(node);

    public override Schema? Below(string key) => today.Below(key);

    protected override void CheckContent(YamlNode node, SchemaCheck check)
    {
        if (today.IsKind(node))
        {
            today.Check(node, check);
            return;
        }

        check.OldForm(node, advice);
        old.Check(node, check);
    }
}
