namespace Cairn.Specs;

/// <summary>What is known about the installation of a node, as trees show it.</summary>
public enum InstallStatus
{
    /// <summary>Not installed and never was: <c> - </c>.</summary>
    Absent,

    /// <summary>Installed: <c>[+]</c>.</summary>
    Installed,

    /// <summary>Installed in another store that this one builds on: <c>[^]</c>.</summary>
    Upstream,

    /// <summary>Not built by Cairn: <c>[e]</c>.</summary>
    External,

    /// <summary>Recorded, but its prefix is gone: <c>[-]</c>.</summary>
    Missing,
}
