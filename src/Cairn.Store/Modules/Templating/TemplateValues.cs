using System.Collections;
using System.Globalization;
using System.Text;
using Cairn.Specs;

namespace Cairn.Store.Modules.Templating;

/// <summary>Something whose attributes templates can ask for.</summary>
public interface ITemplateObject
{
    /// <summary>The attribute of a name; false if there is none.</summary>
    bool TryGet(string name, out object? value);
}

/// <summary>A function that templates can call.</summary>
/// <param name="arguments">What it is called with.</param>
public delegate object? TemplateFunction(IReadOnlyList<object?> arguments);

/// <summary>How values of templates behave: as Python's do, because that is what the templates were written for.</summary>
/// <remarks>Values are null (None), <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, lists, dictionaries
/// with text keys, <see cref="ITemplateObject"/>, functions and <see cref="Undefined"/>.</remarks>
internal static class TemplateValues
{
    /// <summary>What a name stands for that nobody defined: false, empty, without attributes.</summary>
    public static readonly object Undefined = new UndefinedValue();

    /// <summary>What Python takes for true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or UndefinedValue => false,
        bool boolean => boolean,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        ICollection collection => collection.Count > 0,
        IReadOnlyCollection<object?> collection => collection.Count > 0,
        _ => true,
    };

    /// <summary>The text that is printed for a value.</summary>
    public static string Text(object? value) => value switch
    {
        null => "None",
        UndefinedValue => "",
        string text => text,
        bool boolean => boolean ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, object?>> mapping => $"{{{string.Join(", ", mapping.Select(entry => $"{Quoted(entry.Key)}: {Quoted(entry.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Quoted))}]",
        _ => value.ToString() ?? "",
    };

    /// <summary>The items of a list, the keys of a mapping, the letters of a text.</summary>
    public static IEnumerable<object?>? Items(object? value) => value switch
    {
        UndefinedValue => [],
        string text => text.Select(letter => (object?)letter.ToString()),
        IEnumerable<KeyValuePair<string, object?>> mapping => mapping.Select(entry => (object?)entry.Key),
        IEnumerable<object?> list => list,
        _ => null,
    };

    /// <summary>True if two values are equal in Python.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (bool a, _) when right is long or double => AreEqual(a ? 1L : 0L, right),
        (_, bool b) when left is long or double => AreEqual(left, b ? 1L : 0L),
        (long or double, long or double) => Number(left) == Number(right),
        (string a, string b) => a == b,
        (string a, ITemplateObject b) => a == b.ToString(),
        (ITemplateObject a, string b) => a.ToString() == b,
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    /// <summary>The order of two values.</summary>
    public static int Compare(object? left, object? right) =>
        left is long or double && right is long or double ? Number(left).CompareTo(Number(right)) : string.CompareOrdinal(Text(left), Text(right));

    /// <summary>A number.</summary>
    public static double Number(object? value) => value switch
    {
        long number => number,
        double number => number,
        bool boolean => boolean ? 1 : 0,
        string text when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new FormatException($"`{Text(value)}` is no number"),
    };

    /// <summary>A value of configuration or of a recipe as templates see it.</summary>
    public static object? From(PlainValue? value) => value switch
    {
        PlainText text => text.Text,
        PlainBoolean boolean => boolean.Value,
        PlainNumber number => long.TryParse(number.Digits, CultureInfo.InvariantCulture, out var whole) ? whole : Number(number.Digits),
        PlainList list => list.Items.Select(From).ToList(),
        PlainMapping mapping => mapping.Entries.ToDictionary(entry => entry.Key, entry => From(entry.Value), StringComparer.Ordinal),
        _ => null,
    };

    private static string Quoted(object? value)
    {
        if (value is not string text)
        {
            return Text(value);
        }

        var builder = new StringBuilder("'");
        builder.Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
        return builder.Append('\'').ToString();
    }

    private sealed class UndefinedValue;
}
