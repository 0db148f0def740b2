namespace Cairn.Specs;

/// <summary>Slices with the meaning that they have in Python, which recipes rely on when they cut versions.</summary>
internal static class PythonSlice
{
    public static IEnumerable<T> Of<T>(T[] items, int? start, int? stop, int? step)
    {
        int stride = step ?? 1;
        int length = items.Length;
        int lowest = stride < 0 ? -1 : 0;
        int highest = stride < 0 ? length - 1 : length;
        int from = Clamp(start, stride < 0 ? highest : lowest);
        int to = Clamp(stop, stride < 0 ? lowest : highest);
        for (int i = from; stride > 0 ? i < to : i > to; i += stride)
        {
            yield return items[i];
        }

        int Clamp(int? position, int otherwise)
            => position is not { } given ? otherwise : Math.Clamp(given < 0 ? given + length : given, lowest, highest);
    }
}
