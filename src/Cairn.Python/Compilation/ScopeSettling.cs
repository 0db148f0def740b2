namespace Cairn.Python;

/// <summary>Decides where variables live once all names of a scope are collected.</summary>
internal static class ScopeSettling
{
    /// <summary>Gives every variable of a scope, and of those nested in it, its place: a slot of its own or a cell of an enclosing function.</summary>
    public static void Settle(Scope scope)
    {
        if (scope.Kind is ScopeKind.Function or ScopeKind.Comprehension)
        {
            foreach (string name in scope.Bound)
            {
                if (!scope.Globals.Contains(name) && !scope.Nonlocals.Contains(name))
                {
                    scope.Declare(name);
                }
            }
        }

        // Children declare their own names first, so that what they do not have is looked for here.
        foreach (Scope child in scope.Children)
        {
            Settle(child);
        }

        foreach (string name in scope.Used)
        {
            bool isOwnOfClass = scope.Kind == ScopeKind.Class && scope.Bound.Contains(name) && !scope.Nonlocals.Contains(name);
            if (!scope.Globals.Contains(name) && !isOwnOfClass && scope.Own(name) is null)
            {
                Capture(scope, name);
            }
        }
    }

    /// <summary>Looks for a variable of an enclosing function and hands its cell down to <paramref name="user"/>.</summary>
    private static void Capture(Scope user, string name)
    {
        var path = new List<Scope>();
        Scope? scope = user;
        while (scope is not null)
        {
            bool isOwner = !ReferenceEquals(scope, user)
                && scope.Kind is ScopeKind.Function or ScopeKind.Comprehension
                && !scope.Globals.Contains(name)
                && (scope.Own(name) is not null || (scope.Bound.Contains(name) && !scope.Nonlocals.Contains(name)));
            bool isClassCell = name == Scope.ClassCellName && scope.Kind == ScopeKind.Class && !ReferenceEquals(scope, user);
            if (isOwner || isClassCell)
            {
                break;
            }

            if (scope.Globals.Contains(name) && !ReferenceEquals(scope, user))
            {
                return;
            }

            path.Add(scope);
            scope = scope.Parent;
        }

        if (scope is null)
        {
            return;
        }

        Variable variable = scope.Declare(name);
        Scope frame = scope.FrameOwner;
        for (int i = path.Count - 1; i >= 0; i--)
        {
            Scope inner = path[i];
            if (ReferenceEquals(inner.FrameOwner, frame))
            {
                // Same frame: a comprehension reaches the slot directly.
                continue;
            }

            variable.IsCaptured = true;
            if (ReferenceEquals(inner.FrameOwner, inner))
            {
                inner.DeclareFree(name);
                frame = inner;
            }
        }
    }
}
