using Cairn.Store.Layout;

namespace Cairn.Build.Installation;

/// <summary>Puts an installed prefix aside while it is built anew, and brings it back unless the new one is finished.</summary>
internal sealed class PrefixReplacement : IDisposable
{
    private readonly InstallLayout _layout;
    private readonly string _prefix;
    private bool _isKept;

    private PrefixReplacement(InstallLayout layout, string prefix) => (_layout, _prefix) = (layout, prefix);

    /// <summary>Puts a prefix aside.</summary>
    public static PrefixReplacement Begin(InstallLayout layout, string prefix)
    {
        var aside = InstallLayout.AsideOf(prefix);
        if (Directory.Exists(prefix))
        {
            Directory.Move(prefix, aside);
        }

        return new PrefixReplacement(layout, prefix);
    }

    /// <summary>
    /// After a crash: the new prefix counts if it is whole, else the one that was put aside comes back. A whole prefix has its spec and no
    /// mark; the mark is there from its first moment to its last step.
    /// </summary>
    public static void Recover(InstallLayout layout, string prefix)
    {
        var aside = InstallLayout.AsideOf(prefix);
        if (!Directory.Exists(aside))
        {
            return;
        }

        if (File.Exists(InstallLayout.SpecFileOf(prefix)) && !File.Exists(InstallLayout.IncompleteMarkOf(prefix)))
        {
            InstallLayout.DeleteTree(aside);
            return;
        }

        layout.Remove(prefix);
        Directory.CreateDirectory(Path.GetDirectoryName(prefix)!);
        Directory.Move(aside, prefix);
    }

    /// <summary>The new prefix is finished: the old one can go.</summary>
    public void Commit()
    {
        _isKept = true;
        InstallLayout.DeleteTree(InstallLayout.AsideOf(_prefix));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isKept)
        {
            Recover(_layout, _prefix);
        }
    }
}
