namespace Cairn.Sat;

/// <summary>A text that is not a problem of the form of docs/formats/sat-problem.md.</summary>
/// <param name="line">The line at fault, from 1.</param>
/// <param name="message">What is wrong with it.</param>
public sealed class SatProblemFormatException(int line, string message) : Exception($"line {line}: {message}")
{
    /// <summary>The line at fault, from 1.</summary>
    public int Line { get; } = line;
}
