using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>Problems of the engine as files (docs/formats/sat-problem.md).</summary>
internal static class ProblemFile
{
    /// <summary>Writes a problem.</summary>
    /// <exception cref="CairnException">The file cannot be written.</exception>
    public static void Write(SatProblem problem, string file)
    {
        try
        {
            using var writer = new StreamWriter(file);
            problem.Write(writer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("problem-file", $"cannot write `{file}`: {error.Message}"));
        }
    }

    /// <summary>Reads a problem.</summary>
    /// <exception cref="CairnException">The file cannot be read, or is no problem.</exception>
    public static SatProblem Read(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            return SatProblem.Read(reader);
        }
        catch (SatProblemFormatException error)
        {
            throw new CairnException(new Diagnostic(
                "problem-file", $"`{file}` is no problem that can be solved again: {error.Message}", null, [], "`solve --dump-problem` writes such files"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("problem-file", $"cannot read `{file}`: {error.Message}"));
        }
    }
}
