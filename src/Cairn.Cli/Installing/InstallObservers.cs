using Cairn.Build.Installation;

namespace Cairn.Cli.Installing;

/// <summary>Passes what happens on to several listeners, one event at a time.</summary>
internal sealed class InstallObservers(params IReadOnlyList<IInstallObserver> listeners) : IInstallObserver, IDisposable
{
    private readonly Lock _lock = new();

    public void Observe(InstallEvent happening)
    {
        lock (_lock)
        {
            foreach (var listener in listeners)
            {
                listener.Observe(happening);
            }
        }
    }

    public void Dispose()
    {
        foreach (var listener in listeners.OfType<IDisposable>())
        {
            listener.Dispose();
        }
    }
}
