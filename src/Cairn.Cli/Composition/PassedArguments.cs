namespace Cairn.Cli.Composition;

/// <summary>Takes apart what is for Cairn and what is for a script: <c>cairn python -c CODE ARGS…</c>.</summary>
internal static class PassedArguments
{
    /// <summary>Our arguments, the script or code included, and those of the script.</summary>
    public static (string[] Ours, string[] Passed) Split(string[] arguments)
    {
        int at = GlobalOptions.FindCommand(arguments);
        if (at < 0 || arguments[at] != "python")
        {
            return (arguments, []);
        }

        for (int i = at + 1; i < arguments.Length; i++)
        {
            if (arguments[i] == "-c")
            {
                i = Math.Min(i + 1, arguments.Length - 1);
            }
            else if (arguments[i].StartsWith('-') && arguments[i].Length > 1)
            {
                continue;
            }

            return (arguments[..(i + 1)], arguments[(i + 1)..]);
        }

        return (arguments, []);
    }
}
