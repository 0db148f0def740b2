using Cairn.Specs;

namespace Cairn.Store.Modules.Templating;

/// <summary>Says where in a template something went wrong.</summary>
internal static class TemplateErrors
{
    /// <summary>Does something for a line of a template.</summary>
    /// <exception cref="CairnException">It failed.</exception>
    public static T At<T>(string path, int line, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new CairnException(new Diagnostic("template", $"the template fails: {exception.Message}", new SourceLocation(path, line, 1)), exception);
        }
        catch (CairnException exception) when (exception.Diagnostic.Location?.File != path && exception.Diagnostic.Code != "template")
        {
            throw new CairnException(new Diagnostic(
                "template", $"the template fails: {exception.Diagnostic.Message}", new SourceLocation(path, line, 1), exception.Diagnostic.Notes, exception.Diagnostic.Hint), exception);
        }
    }
}
