using System.Runtime;

namespace Cairn.Cli.Composition;

/// <summary>A time in which no garbage is collected until much memory is taken.</summary>
internal sealed class CollectionPause : IDisposable
{
    /// <summary>With what the rest of the process needs, half of what a solve may take at most.</summary>
    private const long Memory = 192L << 20;

    private CollectionPause()
    {
    }

    /// <summary>Begins it; null if the memory can't be had.</summary>
    public static CollectionPause? Begin()
    {
        try
        {
            return GCSettings.LatencyMode != GCLatencyMode.NoGCRegion && GC.TryStartNoGCRegion(Memory) ? new CollectionPause() : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // more than the limits of this process allow
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Once the memory is used up the runtime has ended the pause by itself.
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }
    }
}
