using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// What the directives of a class body leave behind until the class is made, and the contexts (<c>with when(…)</c>,
/// <c>with default_args(…)</c>) that they stand in. One per realm.
/// </summary>
internal sealed class DirectiveQueue(Realm realm, SpecLiterals literals)
{
    private static readonly PyStr s_when = new("when");
    private static readonly PyStr s_list = new("_directives_to_be_executed");

    private readonly List<DirectiveObject> _staged = [];
    private readonly List<AbstractSpec> _conditions = [];
    private readonly List<PyDict> _defaults = [];

    /// <summary>Drops everything, after a recipe that failed in the middle.</summary>
    public void Clear()
    {
        _staged.Clear();
        _conditions.Clear();
        _defaults.Clear();
    }

    /// <summary>Enters <c>with when(condition)</c>.</summary>
    public void PushCondition(AbstractSpec condition) =>
        // Also the outermost condition is combined, with nothing: as in Spack, that may change how versions are spelled.
        _conditions.Add(ErrorTypes.Guard(() => literals.Combine(_conditions.Count == 0 ? AbstractSpec.Empty : _conditions[^1], condition)));

    /// <summary>Leaves <c>with when(condition)</c>.</summary>
    public void PopCondition() => _conditions.RemoveAt(_conditions.Count - 1);

    /// <summary>Enters <c>with default_args(…)</c>.</summary>
    public void PushDefaults(PyDict arguments) => _defaults.Add(arguments);

    /// <summary>Leaves <c>with default_args(…)</c>.</summary>
    public void PopDefaults() => _defaults.RemoveAt(_defaults.Count - 1);

    /// <summary>The arguments of a call with those of the contexts, where the call does not give them itself.</summary>
    /// <exception cref="PyRaise">The directive does not go into a <c>with when</c>.</exception>
    public CallArguments WithContext(string directive, CallArguments arguments)
    {
        if (_defaults.Count == 0 && _conditions.Count == 0)
        {
            return arguments;
        }

        var keywords = new PyDict();
        foreach (var defaults in _defaults)
        {
            keywords.Update(defaults);
        }

        for (int i = 0; i < arguments.KeywordCount; i++)
        {
            keywords.Set(arguments.KeywordNames[i], arguments.KeywordValues[i]);
        }

        if (_conditions.Count > 0)
        {
            if (directive == "version")
            {
                throw ErrorTypes.Raise(
                    ErrorTypes.DirectiveError,
                    "directive \"version\" cannot be used within a \"when\" context since it does not support a \"when=\" argument");
            }

            keywords.Set(s_when, new SpecObject(Combined(keywords.TryGet(s_when))));
        }

        var values = new PyObject[arguments.PositionalCount + keywords.Count];
        arguments.Positional.CopyTo(values);
        string[] names = new string[keywords.Count];
        int position = 0;
        foreach (var (key, value) in keywords.Snapshot())
        {
            names[position] = key.Str();
            values[arguments.PositionalCount + position] = value;
            position++;
        }

        return new CallArguments(values, names);
    }

    /// <summary>Takes back directives whose results are arguments of another directive, as in <c>depends_on(…, patches=patch(…))</c>.</summary>
    public void RemoveNested(CallArguments arguments)
    {
        if (_staged.Count == 0)
        {
            return;
        }

        foreach (var argument in arguments.Positional)
        {
            RemoveNested(argument);
        }

        foreach (var argument in arguments.KeywordValues)
        {
            RemoveNested(argument);
        }
    }

    /// <summary>Adds a directive.</summary>
    public DirectiveObject Stage(DirectiveObject directive)
    {
        _staged.Add(directive);
        return directive;
    }

    /// <summary>The directives for a class with these bases: those of the last base first, each once, then what was staged.</summary>
    public DirectiveList Collect(PyTuple bases)
    {
        var all = new List<DirectiveObject>();
        HashSet<DirectiveObject>? seen = null;
        for (int i = bases.Count - 1; i >= 0; i--)
        {
            if (bases.Items[i] is not PyType type || type.Lookup(s_list) is not DirectiveList { Items.Count: > 0 } inherited)
            {
                continue;
            }

            seen ??= new HashSet<DirectiveObject>(ReferenceEqualityComparer.Instance);
            foreach (var directive in inherited.Items)
            {
                if (seen.Add(directive))
                {
                    all.Add(directive);
                }
            }
        }

        all.AddRange(_staged);
        _staged.Clear();
        return new DirectiveList(all);
    }

    /// <summary>The directives that <see cref="Collect"/> gave to a class.</summary>
    public static IReadOnlyList<DirectiveObject> Of(PyType type) => type.Lookup(s_list) is DirectiveList list ? list.Items : [];

    /// <summary>The place of the directive that is being called.</summary>
    public DirectivePlace Here => realm.CurrentPlace is { } place ? new DirectivePlace(place.File, place.Line) : DirectivePlace.Unknown;

    private AbstractSpec Combined(PyObject? own)
    {
        var context = _conditions[^1];
        // As in Spack, a false or missing condition leaves the context's.
        if (own is null || !own.IsTrue || own is PyBool)
        {
            return context;
        }

        return ErrorTypes.Guard(() => literals.Combine(context, own is PyStr text ? literals.Parse(text.Value) : SpecType.Value(own)));
    }

    private void RemoveNested(PyObject argument)
    {
        switch (argument)
        {
            case DirectiveObject directive:
                int index = _staged.FindIndex(staged => ReferenceEquals(staged, directive));
                if (index >= 0)
                {
                    _staged.RemoveAt(index);
                }

                break;
            case PyList list:
                list.Items.ForEach(RemoveNested);
                break;
            case PyTuple tuple:
                Array.ForEach(tuple.Items, RemoveNested);
                break;
        }
    }
}
