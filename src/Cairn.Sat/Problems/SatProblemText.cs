using System.Globalization;

namespace Cairn.Sat;

/// <summary>The textual form of a problem: one statement a line, docs/formats/sat-problem.md.</summary>
internal static class SatProblemText
{
    private const string Header = "cairn-sat 1";

    public static void Write(SatProblem problem, TextWriter writer)
    {
        writer.Write(Header + "\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"variables {problem.VariableCount}\n"));
        for (var variable = 1; variable <= problem.VariableCount; variable++)
        {
            if (problem.Name(variable) is { } name)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"name {variable} {name.ReplaceLineEndings(" ")}\n"));
            }
        }

        foreach (var (variable, priority) in problem.Priorities)
        {
            WriteLine(writer, "priority", [variable, priority]);
        }

        foreach (var literal in problem.Preferences)
        {
            WriteLine(writer, "prefer", [literal]);
        }

        foreach (var clause in problem.Clauses)
        {
            WriteLine(writer, "clause", clause);
        }

        foreach (var group in problem.Groups)
        {
            WriteLine(writer, "at-most-one", [.. group]);
        }

        foreach (var atom in problem.Atoms)
        {
            WriteLine(writer, "atom", [atom]);
        }

        foreach (var (atom, body, dependencies) in problem.Supports)
        {
            WriteLine(writer, "support", [atom, body, .. dependencies]);
        }

        foreach (var (priority, weight, literal) in problem.Costs)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"cost {priority} {weight} {literal}\n"));
        }

        if (problem.Assumptions.Count > 0)
        {
            WriteLine(writer, "assume", [.. problem.Assumptions]);
        }
    }

    public static SatProblem Read(TextReader reader)
    {
        var problem = new SatProblem();
        var groups = 0;
        var assumptions = new List<Literal>();
        var hasHeader = false;
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            var line = text.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!hasHeader)
            {
                hasHeader = line == Header ? true : throw new SatProblemFormatException(number, $"expected `{Header}`");
                continue;
            }

            ReadStatement(problem, new Statement(number, line, problem.VariableCount), ref groups, assumptions);
        }

        if (!hasHeader)
        {
            throw new SatProblemFormatException(1, $"expected `{Header}`");
        }

        problem.SetAssumptions([.. assumptions]);
        return problem;
    }

    private static void ReadStatement(SatProblem problem, Statement statement, ref int groups, List<Literal> assumptions)
    {
        switch (statement.Keyword)
        {
            case "variables":
                problem.AddVariables((int)statement.Integer(0, 0, int.MaxValue >> 1));
                break;
            case "name":
                problem.SetName(statement.Variable(0), statement.TextAfter(1));
                break;
            case "priority":
                problem.RecordPriority(new VariableId(statement.Variable(0) - 1), (int)statement.Integer(1, int.MinValue, int.MaxValue));
                break;
            case "prefer":
                problem.RecordPreference(statement.Literal(0));
                break;
            case "clause":
                problem.RecordClause(statement.Literals(0));
                break;
            case "at-most-one":
                foreach (var literal in statement.Literals(0))
                {
                    problem.RecordGroupMember(groups, literal);
                }

                groups++;
                break;
            case "atom":
                problem.RecordAtom(statement.Literal(0));
                break;
            case "support":
                problem.RecordSupport(statement.Literal(0), statement.Literal(1), statement.Literals(2));
                break;
            case "cost":
                problem.RecordCost(
                    statement.Literal(2),
                    statement.Integer(1, long.MinValue, long.MaxValue),
                    (int)statement.Integer(0, int.MinValue, int.MaxValue));
                break;
            case "assume":
                assumptions.AddRange(statement.Literals(0));
                break;
            default:
                throw new SatProblemFormatException(statement.Line, $"unknown statement `{statement.Keyword}`");
        }
    }

    private static void WriteLine(TextWriter writer, string keyword, ReadOnlySpan<int> numbers)
    {
        writer.Write(keyword);
        foreach (var number in numbers)
        {
            writer.Write(' ');
            writer.Write(number.ToString(CultureInfo.InvariantCulture));
        }

        writer.Write('\n');
    }

    /// <summary>A line of the file cut into words.</summary>
    private sealed class Statement(int line, string text, int variables)
    {
        private readonly string[] _words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        public int Line => line;

        public string Keyword => _words[0];

        public string TextAfter(int arguments)
        {
            var parts = text.Split(' ', arguments + 2);
            return parts.Length == arguments + 2
                ? parts[^1]
                : throw new SatProblemFormatException(line, $"`{Keyword}` needs a text");
        }

        public long Integer(int index, long minimum, long maximum)
        {
            if (index + 1 >= _words.Length)
            {
                throw new SatProblemFormatException(line, $"`{Keyword}` needs another number");
            }

            var word = _words[index + 1];
            return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= minimum && value <= maximum
                ? value
                : throw new SatProblemFormatException(line, $"`{word}` is not a number in range");
        }

        public int Variable(int index) => (int)Integer(index, 1, variables);

        public Literal Literal(int index)
        {
            var number = (int)Integer(index, -variables, variables);
            return number != 0 ? SatProblem.ToLiteral(number) : throw new SatProblemFormatException(line, "0 is not a literal");
        }

        public Literal[] Literals(int from)
        {
            var literals = new Literal[Math.Max(0, _words.Length - 1 - from)];
            for (var i = 0; i < literals.Length; i++)
            {
                literals[i] = Literal(from + i);
            }

            return literals;
        }
    }
}
