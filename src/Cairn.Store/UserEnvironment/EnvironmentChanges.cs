using System.Collections;

namespace Cairn.Store.UserEnvironment;

/// <summary>Changes of environment variables, in the order in which they are made.</summary>
public sealed class EnvironmentChanges : IReadOnlyCollection<EnvironmentChange>
{
    private readonly List<EnvironmentChange> _changes = [];

    /// <summary>No changes.</summary>
    public EnvironmentChanges()
    {
    }

    /// <summary>Some changes.</summary>
    public EnvironmentChanges(IEnumerable<EnvironmentChange> changes) => _changes.AddRange(changes);

    /// <inheritdoc/>
    public int Count => _changes.Count;

    /// <summary>The variables that are changed, each once, sorted.</summary>
    public IEnumerable<string> Names => _changes.Select(change => change.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Adds a change.</summary>
    public void Add(EnvironmentChange change) => _changes.Add(change);

    /// <summary>Adds changes.</summary>
    public void AddRange(IEnumerable<EnvironmentChange> changes) => _changes.AddRange(changes);

    /// <summary>Adds that a directory comes in front of a list.</summary>
    public void PrependPath(string name, string value) => Add(new EnvironmentChange(EnvironmentChangeKind.PrependPath, name, value));

    /// <summary>Makes all changes.</summary>
    public void Apply(IDictionary<string, string> environment)
    {
        foreach (var change in _changes)
        {
            change.Apply(environment);
        }
    }

    /// <summary>What takes the changes back, last first.</summary>
    public EnvironmentChanges Reversed() => new(Enumerable.Reverse(_changes).Select(change => change.Reversed).OfType<EnvironmentChange>());

    /// <inheritdoc/>
    public IEnumerator<EnvironmentChange> GetEnumerator() => _changes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
