using System.Runtime.CompilerServices;
using Cairn.Specs;
using Cairn.Store.Views;

namespace Cairn.Build.Worker;

/// <summary>The program that this process runs, which may not be what is found under its name any more: it can be replaced at any time.</summary>
/// <remarks>
/// A worker has to be the program of its parent: it reads what that writes. The system keeps the file that is being run, and runs it
/// again under a name of its own. That serves native code; a bundle looks for its parts under the old name and would find another's.
/// </remarks>
public static class RunningProgram
{
    private const string Kept = "/proc/self/exe";

    /// <summary>Which file it is, whatever its name.</summary>
    public static string Number { get; } = FileIdentity.NumberOf(Kept) ?? "";

    /// <summary>What there is to say if another program is found under the name of this one.</summary>
    public static Diagnostic Replaced { get; } = new(
        "program-replaced", "the program was replaced by another one while it ran", null, [], "run the command again: what is installed stays, and the rest is built by the new program");

    /// <summary>True if another file, or none, is found under a name that this program had.</summary>
    public static bool IsReplaced(string path) => FileIdentity.NumberOf(path) != Number;

    /// <summary>The name under which the program can be started again.</summary>
    /// <param name="path">The name that it had when it was started.</param>
    /// <exception cref="CairnException">It was replaced, and is no native code.</exception>
    public static string Find(string path)
    {
        if (!IsReplaced(path))
        {
            return path;
        }

        return RuntimeFeature.IsDynamicCodeSupported ? throw new CairnException(Replaced) : Kept;
    }
}
