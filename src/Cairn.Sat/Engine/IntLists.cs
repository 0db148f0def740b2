using System.Numerics;

namespace Cairn.Sat.Engine;

/// <summary>Many growing lists of integers in one array: most have a few elements, and none is worth an object.</summary>
/// <remarks>A list that outgrows its place moves to one of twice the size; the old place goes to the next list that needs one of its size.</remarks>
internal sealed class IntLists
{
    private const int FirstCapacity = 2;

    private readonly int[] _free = new int[32];
    private int[] _memory = new int[1 << 10];
    private Place[] _places = new Place[128];
    private int _end;

    public IntLists() => Array.Fill(_free, -1);

    /// <summary>The elements of a list; valid until something is added to any.</summary>
    public ReadOnlySpan<int> this[int list]
    {
        get
        {
            ref var place = ref _places[list];
            return new ReadOnlySpan<int>(_memory, place.Start, place.Count);
        }
    }

    /// <summary>Makes room for lists up to this number.</summary>
    public void Reach(int list)
    {
        if (list >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(list + 1, _places.Length * 2));
        }
    }

    public void Add(int list, int value)
    {
        ref var place = ref _places[list];
        if (place.Count == place.Capacity)
        {
            Move(ref place);
        }

        _memory[place.Start + place.Count++] = value;
    }

    private void Move(ref Place place)
    {
        var capacity = Math.Max(FirstCapacity, place.Capacity * 2);
        var start = Take(capacity);
        if (place.Capacity > 0)
        {
            Array.Copy(_memory, place.Start, _memory, start, place.Count);
            ref var free = ref _free[BitOperations.Log2((uint)place.Capacity)];
            (_memory[place.Start], free) = (free, place.Start);
        }

        place.Start = start;
        place.Capacity = capacity;
    }

    private int Take(int capacity)
    {
        ref var free = ref _free[BitOperations.Log2((uint)capacity)];
        if (free >= 0)
        {
            var start = free;
            free = _memory[start];
            return start;
        }

        if (_end + capacity > _memory.Length)
        {
            Array.Resize(ref _memory, Math.Max(_end + capacity, _memory.Length * 2));
        }

        _end += capacity;
        return _end - capacity;
    }

    private struct Place
    {
        public int Start;
        public int Count;
        public int Capacity;
    }
}
