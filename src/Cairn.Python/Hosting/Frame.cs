namespace Cairn.Python;

/// <summary>One running module, class body or function.</summary>
public sealed class Frame
{
    internal Frame(Realm realm, SourceFile file, string name, PyDict globals, int slots)
    {
        (Realm, File, Name, Globals) = (realm, file, name, globals);
        Slots = slots == 0 ? [] : new PyObject?[slots];
    }

    /// <summary>The world it runs in.</summary>
    public Realm Realm { get; }

    /// <summary>Its source.</summary>
    public SourceFile File { get; }

    /// <summary>The function's name, the class's name or <c>&lt;module&gt;</c>.</summary>
    public string Name { get; }

    /// <summary>The global variables.</summary>
    public PyDict Globals { get; }

    /// <summary>The members defined so far, if this is a class body.</summary>
    public PyObject? ClassNamespace { get; internal set; }

    /// <summary>The bases of the class, if this is a class body.</summary>
    public IReadOnlyList<PyObject> ClassBases { get; internal set; } = [];

    /// <summary>The function that runs, null for modules and class bodies.</summary>
    public PyFunction? Function { get; internal set; }

    /// <summary>The frame that called this one.</summary>
    public Frame? Caller { get; internal set; }

    /// <summary>The offset of what is being executed.</summary>
    public int Position { get; internal set; }

    /// <summary>The place of what is being executed.</summary>
    public SourcePlace Place => new(File.Path, File.LineOf(Position), File.ColumnOf(Position));

    internal PyObject?[] Slots { get; }

    internal PyObject? ReturnValue { get; set; }

    internal PyObject? Yielded { get; set; }

    internal PyObject? Sent { get; set; }

    internal PyException? Thrown { get; set; }

    /// <summary>Notes that an exception passes this frame. Used as an exception filter, so always false.</summary>
    internal bool Record(PyRaise raised)
    {
        PyException value = raised.Value;
        if (value.Traceback is null && value.Context is null && Realm.HandledException is { } handled)
        {
            SetContext(value, handled);
        }

        if (!ReferenceEquals(value.Traceback?.Frame, this))
        {
            AddTraceback(value);
        }

        return false;
    }

    /// <summary>As <see cref="Record"/>, for a filter that catches. A filter runs before the <c>finally</c> blocks beneath it,
    /// while it is still known which exception was being handled.</summary>
    internal bool Note(PyRaise raised)
    {
        Record(raised);
        return true;
    }

    internal void AddTraceback(PyException value) =>
        value.Traceback = new TracebackEntry(this, File, Position, Name, value.Traceback);

    internal TracebackEntry TracebackToHere()
    {
        TracebackEntry? entry = null;
        for (Frame? frame = this; frame is not null; frame = frame.Caller)
        {
            entry = new TracebackEntry(frame, frame.File, frame.Position, frame.Name, entry);
        }

        return entry!;
    }

    internal static void SetContext(PyException value, PyException context)
    {
        if (ReferenceEquals(value, context))
        {
            return;
        }

        // A chain that already contains the new exception would become a ring.
        for (PyException? link = context; link is not null; link = link.Context)
        {
            if (ReferenceEquals(link.Context, value))
            {
                link.Context = null;
                break;
            }
        }

        value.Context = context;
    }
}
