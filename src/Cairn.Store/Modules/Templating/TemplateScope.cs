namespace Cairn.Store.Modules.Templating;

/// <summary>The names that a template knows while it is rendered.</summary>
internal sealed class TemplateScope(IReadOnlyDictionary<string, object?> globals)
{
    private readonly Stack<Dictionary<string, object?>> _frames = new([new Dictionary<string, object?>(StringComparer.Ordinal)]);

    /// <summary>The implementations of each block, the most derived first.</summary>
    public Dictionary<string, List<BlockNode>> Blocks { get; } = new(StringComparer.Ordinal);

    /// <summary>What a name stands for.</summary>
    public object? Find(string name)
    {
        foreach (var frame in _frames)
        {
            if (frame.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return globals.TryGetValue(name, out var known) ? known : TemplateValues.Undefined;
    }

    /// <summary>Gives a name a value until the frame ends.</summary>
    public void Set(string name, object? value) => _frames.Peek()[name] = value;

    /// <summary>Begins a frame.</summary>
    public void Enter() => _frames.Push(new Dictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>Ends a frame.</summary>
    public void Leave() => _frames.Pop();
}
