namespace Cairn.Store.UserEnvironment;

/// <summary>What a change does to a variable; the names are those of Spack's classes, which templates of module files compare with.</summary>
public enum EnvironmentChangeKind
{
    /// <summary>Gives it a value.</summary>
    SetEnv,

    /// <summary>Takes it away.</summary>
    UnsetEnv,

    /// <summary>Gives it a list.</summary>
    SetPath,

    /// <summary>Puts an item in front of a list.</summary>
    PrependPath,

    /// <summary>Puts an item behind a list.</summary>
    AppendPath,

    /// <summary>Takes an item out of a list, wherever it stands.</summary>
    RemovePath,

    /// <summary>Takes the first such item out of a list.</summary>
    RemoveFirstPath,

    /// <summary>Takes the last such item out of a list.</summary>
    RemoveLastPath,

    /// <summary>Puts a flag behind others.</summary>
    AppendFlagsEnv,

    /// <summary>Takes a flag out.</summary>
    RemoveFlagsEnv,

    /// <summary>Moves the system's directories to the end of a list.</summary>
    DeprioritizeSystemPaths,

    /// <summary>Keeps the first of equal items of a list.</summary>
    PruneDuplicatePaths,
}

/// <summary>One change of one environment variable.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">The variable.</param>
/// <param name="Value">The value; the items joined by the separator for <see cref="EnvironmentChangeKind.SetPath"/>; empty where none is needed.</param>
/// <param name="Separator">What separates the items of a list.</param>
/// <param name="IsRaw">True if formats in the value are not to be expanded.</param>
public sealed record EnvironmentChange(EnvironmentChangeKind Kind, string Name, string Value = "", string Separator = ":", bool IsRaw = false)
{
    /// <summary>True if the change is about one value of the variable.</summary>
    public bool HasValue => Kind is not (EnvironmentChangeKind.UnsetEnv or EnvironmentChangeKind.DeprioritizeSystemPaths or EnvironmentChangeKind.PruneDuplicatePaths);

    /// <summary>Does it.</summary>
    public void Apply(IDictionary<string, string> environment)
    {
        switch (Kind)
        {
            case EnvironmentChangeKind.SetEnv or EnvironmentChangeKind.SetPath:
                environment[Name] = Value;
                break;
            case EnvironmentChangeKind.UnsetEnv:
                environment.Remove(Name);
                break;
            case EnvironmentChangeKind.AppendFlagsEnv:
                environment[Name] = environment.TryGetValue(Name, out var flags) && flags.Length > 0 ? flags + Separator + Value : Value;
                break;
            default:
                environment[Name] = string.Join(Separator, Changed(Items(environment)));
                break;
        }
    }

    /// <summary>What takes the change back as far as that can be known, or null: what a variable had before is not remembered.</summary>
    public EnvironmentChange? Reversed => Kind switch
    {
        EnvironmentChangeKind.SetEnv or EnvironmentChangeKind.SetPath => new EnvironmentChange(EnvironmentChangeKind.UnsetEnv, Name),
        EnvironmentChangeKind.AppendPath => this with { Kind = EnvironmentChangeKind.RemoveLastPath },
        EnvironmentChangeKind.PrependPath => this with { Kind = EnvironmentChangeKind.RemoveFirstPath },
        EnvironmentChangeKind.AppendFlagsEnv => this with { Kind = EnvironmentChangeKind.RemoveFlagsEnv },
        _ => null,
    };

    private List<string> Items(IDictionary<string, string> environment) =>
        environment.TryGetValue(Name, out var value) && value.Length > 0 ? [.. value.Split(Separator)] : [];

    private List<string> Changed(List<string> items)
    {
        switch (Kind)
        {
            case EnvironmentChangeKind.PrependPath:
                items.Insert(0, Normalized(Value));
                break;
            case EnvironmentChangeKind.AppendPath:
                items.Add(Normalized(Value));
                break;
            case EnvironmentChangeKind.RemovePath:
                items.RemoveAll(item => Normalized(item) == Normalized(Value));
                break;
            case EnvironmentChangeKind.RemoveFirstPath:
                RemoveAt(items, items.FindIndex(item => Normalized(item) == Normalized(Value)));
                break;
            case EnvironmentChangeKind.RemoveLastPath:
                RemoveAt(items, items.FindLastIndex(item => Normalized(item) == Normalized(Value)));
                break;
            case EnvironmentChangeKind.RemoveFlagsEnv:
                items.RemoveAll(item => item == Value);
                break;
            case EnvironmentChangeKind.DeprioritizeSystemPaths:
                return [.. items.Select(Normalized).OrderBy(SystemDirectories.All.Contains)];
            case EnvironmentChangeKind.PruneDuplicatePaths:
                return [.. items.Select(Normalized).Distinct(StringComparer.Ordinal)];
        }

        return items;
    }

    private static void RemoveAt(List<string> items, int at)
    {
        if (at >= 0)
        {
            items.RemoveAt(at);
        }
    }

    /// <summary>A path without doubled, trailing or dotted parts; whatever is no path stays as it is.</summary>
    private static string Normalized(string path)
    {
        if (!path.StartsWith('/'))
        {
            return path.Length > 1 && path.EndsWith('/') ? path.TrimEnd('/') : path;
        }

        var full = Path.GetFullPath(path);
        return full.Length > 1 ? full.TrimEnd('/') : full;
    }
}
