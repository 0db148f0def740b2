using System.Runtime.CompilerServices;

namespace Cairn.Sat.Engine;

/// <summary>A growing array of integers that lives inside another array: no object of its own until it has an element.</summary>
internal struct IntList
{
    public int[]? Items;
    public int Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int value)
    {
        var items = Items;
        if (items is null || Count == items.Length)
        {
            items = Grow();
        }

        items[Count++] = value;
    }

    public readonly ReadOnlySpan<int> Span => new(Items, 0, Count);

    public void RemoveFirst(int value)
    {
        var index = Array.IndexOf(Items!, value, 0, Count);
        Array.Copy(Items!, index + 1, Items!, index, Count - index - 1);
        Count--;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int[] Grow()
    {
        Array.Resize(ref Items, Items is null ? 4 : Items.Length * 2);
        return Items;
    }
}
