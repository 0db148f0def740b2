using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config;

/// <summary>A path into configuration such as <c>packages:all:providers</c> or <c>config:"key:with:colon"::</c>.</summary>
public sealed class ConfigurationPath
{
    private ConfigurationPath(ImmutableArray<Element> elements) => Elements = elements;

    /// <summary>The keys from the section down.</summary>
    public ImmutableArray<Element> Elements { get; }

    /// <summary>Splits a path at its colons; keys in quotes keep theirs, and what cannot be a key is taken as one last value.</summary>
    /// <exception cref="CairnException">The path is empty or a quote is not closed.</exception>
    public static ConfigurationPath Parse(string text)
    {
        var elements = ImmutableArray.CreateBuilder<Element>();
        var at = 0;
        while (at < text.Length)
        {
            if (elements.Count > 0 && text[at] is '[' or '{')
            {
                elements.Add(new Element(text[at..], MergeMode.Merge));
                break;
            }

            elements.Add(ReadElement(text, ref at));
        }

        return elements.Count > 0 && elements[0].Name.Length > 0
            ? new ConfigurationPath(elements.DrainToImmutable())
            : throw Malformed(text, "it does not start with a section");
    }

    /// <summary>The value that the last element is, where a path ends in one.</summary>
    /// <remarks>What is no YAML (a spec such as <c>@1.2</c>) is taken as the string that it looks like.</remarks>
    public YamlNode Value()
    {
        var last = Elements[^1];
        var mark = new YamlMark("command line", 0, 0);
        if (last.IsQuoted)
        {
            return new YamlScalar(last.Name, isQuoted: true, mark);
        }

        bool isCollection = last.Name.Length > 0 && last.Name[0] is '[' or '{';
        try
        {
            return YamlReader.Read(last.Name, "command line") ?? new YamlScalar("", false, mark);
        }
        catch (CairnException) when (!isCollection)
        {
            return new YamlScalar(last.Name, isQuoted: true, mark);
        }
    }

    private static Element ReadElement(string text, ref int at)
    {
        string name;
        bool isQuoted = text[at] is '"' or '\'';
        if (isQuoted)
        {
            var close = text.IndexOf(text[at], at + 1);
            if (close < 0)
            {
                throw Malformed(text, "a quote is not closed");
            }

            name = text[(at + 1)..close];
            at = close + 1;
        }
        else
        {
            var end = text.IndexOf(':', at);
            end = end < 0 ? text.Length : end;
            name = text[at..end];
            at = end;
        }

        var mode = MergeMode.Merge;
        var isKey = at < text.Length;
        if (isKey && name.Length > 1 && name[^1] is '+' or '-')
        {
            mode = name[^1] == '+' ? MergeMode.Prepend : MergeMode.Append;
            name = name[..^1];
        }

        if (isKey)
        {
            at++;
            if (at < text.Length && text[at] == ':')
            {
                mode = MergeMode.Override;
                at++;
            }
        }

        return new Element(name, mode, isQuoted);
    }

    private static CairnException Malformed(string text, string why) => new(new Diagnostic(
        "configuration-path", $"`{text}` is not a path into configuration: {why}", null, [], "write `section:key:…`, as in `config:build_jobs`"));

    /// <summary>One key of a path.</summary>
    /// <param name="Name">The key without its merge sign.</param>
    /// <param name="Mode">The merge sign behind it.</param>
    /// <param name="IsQuoted">True if it stood in quotes: as a value it is a string, whatever it looks like.</param>
    public readonly record struct Element(string Name, MergeMode Mode, bool IsQuoted = false);
}
