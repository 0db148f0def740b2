using System.Runtime.InteropServices;

namespace Cairn.Build.Detection;

/// <summary>The C library of this host, which every compiler of the system links against.</summary>
public static partial class HostLibc
{
    /// <summary>Its package and version, such as <c>glibc</c> and <c>2.36</c>; null where it is none that is known.</summary>
    /// <remarks>The library is asked itself: this process runs on it, so no compiler has to be started.</remarks>
    public static (string Package, string Version)? Find()
    {
        try
        {
            return Marshal.PtrToStringUTF8(GnuVersion()) is { Length: > 0 } version ? ("glibc", version) : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null; // musl, which has no such function
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GnuVersion();
}
