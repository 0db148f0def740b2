namespace Cairn.Python;

internal enum ScopeKind
{
    Module,
    Class,
    Function,
    Comprehension,
}

/// <summary>A variable that lives in a slot of a frame; a captured one lives in a <see cref="Cell"/> in that slot.</summary>
internal sealed class Variable(int slot)
{
    public int Slot { get; } = slot;

    public bool IsCaptured { get; set; }
}

/// <summary>How a name is reached from a scope.</summary>
internal enum NameAccess
{
    /// <summary>A slot of the frame.</summary>
    Local,

    /// <summary>A cell in a slot of the frame.</summary>
    Captured,

    /// <summary>The namespace of the class body, then (for reading) what lies around it.</summary>
    Class,

    /// <summary>The globals, then the builtins.</summary>
    Global,
}

internal readonly record struct ResolvedName(NameAccess Access, int Slot);

/// <summary>The names of one module, class body, function or comprehension.</summary>
/// <remarks>
/// Comprehensions have names of their own but no frame: their variables are slots of the frame around them. A function that
/// lies in no other function and in no comprehension is analysed only when it is first called, since nothing outside of it
/// depends on its names; the one variable that it may take from outside is <c>__class__</c>.
/// </remarks>
internal sealed class Scope
{
    public const string ClassCellName = "__class__";

    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _free = [];
    private int _slots;

    public Scope(ScopeKind kind, Scope? parent, string? privateName, string qualifiedName)
    {
        (Kind, Parent, PrivateName, QualifiedName) = (kind, parent, privateName, qualifiedName);
        FrameOwner = kind == ScopeKind.Comprehension ? parent!.FrameOwner : this;
    }

    public ScopeKind Kind { get; }

    public Scope? Parent { get; }

    /// <summary>The scope whose frame holds the slots.</summary>
    public Scope FrameOwner { get; }

    /// <summary>The first parameter of a function, which <c>super()</c> uses.</summary>
    public string? FirstParameter { get; set; }

    /// <summary>The class whose name mangles private names, or null.</summary>
    public string? PrivateName { get; }

    public string QualifiedName { get; }

    public HashSet<string> Bound { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Globals { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Nonlocals { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public List<Scope> Children { get; } = [];

    /// <summary>The variables that are taken over from the frame around, in the order of the closure.</summary>
    public IReadOnlyList<string> Free => _free;

    public int SlotCount => _slots;

    /// <summary>True if functions in here may capture variables of a frame.</summary>
    public bool IsInsideFunction => Kind is ScopeKind.Function or ScopeKind.Comprehension || Parent is { IsInsideFunction: true };

    /// <summary>A new slot in the frame.</summary>
    public int AllocateSlot() => FrameOwner._slots++;

    public Variable Declare(string name)
    {
        if (!_variables.TryGetValue(name, out Variable? variable))
        {
            _variables[name] = variable = new Variable(AllocateSlot());
        }

        return variable;
    }

    public Variable? Own(string name) => _variables.GetValueOrDefault(name);

    /// <summary>The slots of this scope's own variables that nested functions share.</summary>
    public IEnumerable<int> OwnCaptured() => _variables
        .Where(pair => pair.Value.IsCaptured && !_free.Contains(pair.Key))
        .Select(pair => pair.Value.Slot);

    /// <summary>The slots of this scope's own variables that nobody shares.</summary>
    public IEnumerable<int> OwnPlain() => _variables.Values.Where(variable => !variable.IsCaptured).Select(variable => variable.Slot);

    /// <summary>All variables with their slots.</summary>
    public IEnumerable<(string Name, int Slot)> Variables() => _variables.Select(pair => (pair.Key, pair.Value.Slot));

    /// <summary>Makes a variable of an outer frame reachable here.</summary>
    public Variable DeclareFree(string name)
    {
        if (_variables.TryGetValue(name, out Variable? known))
        {
            return known;
        }

        _free.Add(name);
        return _variables[name] = new Variable(AllocateSlot()) { IsCaptured = true };
    }

    public ResolvedName Resolve(string name)
    {
        if (Globals.Contains(name))
        {
            return new ResolvedName(NameAccess.Global, -1);
        }

        for (Scope? scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Kind == ScopeKind.Class && ReferenceEquals(scope, this))
            {
                if (Nonlocals.Contains(name) && Own(name) is { } shared)
                {
                    return new ResolvedName(NameAccess.Captured, shared.Slot);
                }

                return new ResolvedName(NameAccess.Class, !scope.Bound.Contains(name) && scope.Own(name) is { } outer ? outer.Slot : -1);
            }

            if (scope.Globals.Contains(name) && scope.Kind != ScopeKind.Class)
            {
                break;
            }

            if (scope.Kind is not (ScopeKind.Class or ScopeKind.Module) && scope.Own(name) is { } variable)
            {
                return new ResolvedName(variable.IsCaptured ? NameAccess.Captured : NameAccess.Local, variable.Slot);
            }

            // A comprehension in a class body does not see the names of the class, only what the class body took over.
            if (scope.Kind == ScopeKind.Class && ReferenceEquals(scope, FrameOwner) && scope.Own(name) is { } taken)
            {
                return new ResolvedName(NameAccess.Captured, taken.Slot);
            }

            if (ReferenceEquals(scope, FrameOwner))
            {
                break;
            }
        }

        return new ResolvedName(NameAccess.Global, -1);
    }

    /// <summary>The name as private names of classes are stored: <c>__x</c> in class <c>C</c> is <c>_C__x</c>.</summary>
    public string Mangle(string name) => Mangle(PrivateName, name);

    public static string Mangle(string? privateName, string name)
    {
        if (privateName is null || !name.StartsWith("__", StringComparison.Ordinal) || name.EndsWith("__", StringComparison.Ordinal)
            || name.Contains('.'))
        {
            return name;
        }

        string bare = privateName.TrimStart('_');
        return bare.Length == 0 ? name : $"_{bare}{name}";
    }
}
