namespace Cairn.Store.Modules.Templating;

/// <summary>The methods of Python's texts and mappings that templates call.</summary>
internal static class TextMethods
{
    public static object? Of(string text, string name) => name switch
    {
        "upper" => (TemplateFunction)(_ => text.ToUpperInvariant()),
        "lower" => (TemplateFunction)(_ => text.ToLowerInvariant()),
        "strip" => (TemplateFunction)(a => a.Count > 0 ? text.Trim(Letters(a[0])) : text.Trim()),
        "lstrip" => (TemplateFunction)(a => a.Count > 0 ? text.TrimStart(Letters(a[0])) : text.TrimStart()),
        "rstrip" => (TemplateFunction)(a => a.Count > 0 ? text.TrimEnd(Letters(a[0])) : text.TrimEnd()),
        "startswith" => (TemplateFunction)(a => text.StartsWith(TemplateValues.Text(a[0]), StringComparison.Ordinal)),
        "endswith" => (TemplateFunction)(a => text.EndsWith(TemplateValues.Text(a[0]), StringComparison.Ordinal)),
        "replace" => (TemplateFunction)(a => text.Replace(TemplateValues.Text(a[0]), TemplateValues.Text(a[1]), StringComparison.Ordinal)),
        "split" => (TemplateFunction)(a => (a.Count > 0 ? text.Split(TemplateValues.Text(a[0])) : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(part => (object?)part).ToList()),
        "splitlines" => (TemplateFunction)(_ => text.TrimEnd('\n').Split('\n').Select(part => (object?)part).ToList()),
        "join" => (TemplateFunction)(a => string.Join(text, (TemplateValues.Items(a[0]) ?? []).Select(TemplateValues.Text))),
        _ => TemplateValues.Undefined,
    };

    public static object? Of(IReadOnlyDictionary<string, object?> mapping, string name) => name switch
    {
        "items" => (TemplateFunction)(_ => mapping.Select(entry => (object?)new List<object?> { entry.Key, entry.Value }).ToList()),
        "keys" => (TemplateFunction)(_ => mapping.Keys.Select(key => (object?)key).ToList()),
        "values" => (TemplateFunction)(_ => mapping.Values.ToList()),
        "get" => (TemplateFunction)(a => mapping.TryGetValue(TemplateValues.Text(a[0]), out var value) ? value : a.Count > 1 ? a[1] : null),
        _ => TemplateValues.Undefined,
    };

    private static char[] Letters(object? value) => TemplateValues.Text(value).ToCharArray();
}
