using System.Text;

namespace Cairn.Python;

/// <summary>Writes exceptions as Python does.</summary>
public static class TracebackText
{
    private const string CauseLine = "\nThe above exception was the direct cause of the following exception:\n\n";
    private const string ContextLine = "\nDuring handling of the above exception, another exception occurred:\n\n";

    /// <summary>The traceback with its chain of causes, ending with a new line.</summary>
    public static string Describe(PyException value)
    {
        var text = new StringBuilder();
        Append(text, value, []);
        return text.ToString();
    }

    /// <summary>The last line: class and message.</summary>
    public static string Summary(PyException value)
    {
        string name = value.Type.Module == "__main__" ? value.Type.QualifiedName : value.Type.QualifiedNameWithModule;
        string message;
        try
        {
            message = value.Str();
        }
        catch (PyRaise)
        {
            message = "<exception str() failed>";
        }

        return message.Length == 0 ? name : $"{name}: {message}";
    }

    /// <summary>The entries of a traceback, outermost call first.</summary>
    public static string Entries(TracebackEntry? entry)
    {
        var text = new StringBuilder();
        AppendEntries(text, entry);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PyException value, HashSet<PyException> seen)
    {
        if (!seen.Add(value))
        {
            return;
        }

        if (value.Cause is { } cause && !seen.Contains(cause))
        {
            Append(text, cause, seen);
            text.Append(CauseLine);
        }
        else if (value is { Cause: null, Context: { } context, SuppressContext: false } && !seen.Contains(context))
        {
            Append(text, context, seen);
            text.Append(ContextLine);
        }

        if (value.Traceback is not null)
        {
            text.Append("Traceback (most recent call last):\n");
            AppendEntries(text, value.Traceback);
        }

        if (value.Type.IsSubclassOf(BuiltinTypes.SyntaxError) && value.Attributes!.TryGet("lineno") is PyInt line
            && value.Attributes.TryGet("filename") is PyStr file && value.Attributes.TryGet("text") is PyStr source)
        {
            string trimmed = source.Value.TrimStart();
            long column = value.Attributes.TryGet("offset") is PyInt offset ? offset.ToInt64() : 1;
            int caret = (int)Math.Max(0, column - 1 - (source.Value.Length - trimmed.Length));
            text.Append($"  File \"{file.Value}\", line {line.Repr()}\n    {trimmed}\n    {new string(' ', caret)}^\n");
            text.Append($"{value.Type.Name}: {value.Attributes.TryGet("msg")?.Str()}\n");
            return;
        }

        text.Append(Summary(value)).Append('\n');
        if (value.Attributes?.TryGet("__notes__") is PyList notes)
        {
            foreach (PyObject note in notes.Items)
            {
                text.Append(note.Str()).Append('\n');
            }
        }
    }

    private static void AppendEntries(StringBuilder text, TracebackEntry? entry)
    {
        string? previous = null;
        int repeats = 0;
        for (; entry is not null; entry = entry.Next)
        {
            string step = $"  File \"{entry.File.Path}\", line {entry.Line}, in {entry.Function}\n";
            string source = entry.File.LineText(entry.Line).Trim();
            step = source.Length == 0 ? step : $"{step}    {source}\n";
            repeats = step == previous ? repeats + 1 : 0;
            if (repeats < 3)
            {
                text.Append(step);
            }

            if (repeats >= 3 && (entry.Next is null || entry.Next.Position != entry.Position))
            {
                text.Append($"  [Previous line repeated {repeats - 2} more time{(repeats == 3 ? "" : "s")}]\n");
            }

            previous = step;
        }
    }
}
