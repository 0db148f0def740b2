using System.Runtime.CompilerServices;

namespace Cairn.Sat.Engine;

/// <summary>A clause that must be looked at when a literal becomes false, unless the blocker, another literal of it, is true.</summary>
internal struct Watch(int clause, int blocker)
{
    public int Clause = clause;
    public int Blocker = blocker;
}

/// <summary>The clauses watching one literal.</summary>
internal struct WatchList
{
    public Watch[]? Items;
    public int Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int clause, int blocker)
    {
        var items = Items;
        if (items is null || Count == items.Length)
        {
            items = Grow();
        }

        items[Count++] = new Watch(clause, blocker);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Watch[] Grow()
    {
        Array.Resize(ref Items, Items is null ? 4 : Items.Length * 2);
        return Items;
    }
}
