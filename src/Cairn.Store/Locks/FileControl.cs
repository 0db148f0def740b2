using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Cairn.Store.Locks;

/// <summary>The operating system's byte-range locks, which Spack uses too; .NET's own file locks are another kind.</summary>
internal static partial class FileControl
{
    private const int GetLock = 5;
    private const int SetLock = 6;
    private const int ErrorAgain = 11;
    private const int ErrorAccess = 13;
    private const short SeekSet = 0;

    /// <summary>Tries to lock a range; false if another process holds it.</summary>
    /// <exception cref="IOException">The file system refuses locks.</exception>
    public static bool TryLock(SafeFileHandle file, LockKind kind, long start, long length, string path)
    {
        var request = new Flock { Kind = (short)kind, Whence = SeekSet, Start = start, Length = length };
        if (Fcntl(file, SetLock, ref request) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is ErrorAgain or ErrorAccess
            ? false
            : throw new IOException($"cannot lock `{path}`: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    /// <summary>Releases a range.</summary>
    public static void Unlock(SafeFileHandle file, long start, long length)
    {
        var request = new Flock { Kind = Released, Whence = SeekSet, Start = start, Length = length };
        _ = Fcntl(file, SetLock, ref request);
    }

    /// <summary>The process that stands in the way of a lock; 0 or less if it is on another host, null if nobody does.</summary>
    public static int? HolderOf(SafeFileHandle file, LockKind kind, long start, long length)
    {
        var request = new Flock { Kind = (short)kind, Whence = SeekSet, Start = start, Length = length };
        return Fcntl(file, GetLock, ref request) == 0 && request.Kind != Released ? request.Process : null;
    }

    private const short Released = 2;

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(SafeFileHandle file, int command, ref Flock request);

    /// <summary><c>struct flock</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Flock
    {
        public short Kind;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}

/// <summary>Whether others may hold a lock at the same time; the values are the system's.</summary>
public enum LockKind : short
{
    /// <summary>Many may read.</summary>
    Shared = 0,

    /// <summary>One may write.</summary>
    Exclusive = 1,
}
