using Cairn.Specs;

namespace Cairn.Store.Locks;

/// <summary>One lock for each prefix of a store: a byte of one file, chosen by the DAG hash, as in Spack.</summary>
public sealed class PrefixLocks(LockFile file, TimeSpan? timeout)
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const int OffsetBits = 63;

    /// <summary>The byte that stands for a DAG hash: the number that its first 63 bits make.</summary>
    /// <exception cref="FormatException">The text is no lower-case base32.</exception>
    public static long OffsetOf(string dagHash)
    {
        var value = UInt128.Zero;
        var bits = 0;
        foreach (var character in dagHash)
        {
            var digit = Digits.IndexOf(character);
            if (digit < 0)
            {
                throw new FormatException($"`{dagHash}` is not a DAG hash");
            }

            value = (value << 5) | (uint)digit;
            bits += 5;
            if (bits >= OffsetBits)
            {
                break;
            }
        }

        return (long)(value >> Math.Max(0, bits - OffsetBits));
    }

    /// <summary>Waits for the lock of a prefix.</summary>
    /// <exception cref="CairnException">The time is up.</exception>
    public LockHold Acquire(LockKind kind, ConcreteSpec spec, CancellationToken cancellation = default) =>
        file.Acquire(kind, OffsetOf(spec.Hash), 1, timeout, $"{spec.Name}/{spec.Hash[..7]}", cancellation);

    /// <summary>Locks a prefix if nobody else holds it.</summary>
    public LockHold? TryAcquire(LockKind kind, string dagHash) => file.TryAcquireNow(kind, OffsetOf(dagHash), 1);

    /// <summary>How long to wait for a prefix; null for ever.</summary>
    public TimeSpan? Timeout => timeout;

    /// <summary>A clause on who holds the lock of a prefix.</summary>
    public string DescribeHolder(LockKind kind, string dagHash) => file.DescribeHolder(kind, OffsetOf(dagHash), 1);
}
