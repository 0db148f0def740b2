using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>The table of microarchitectures, read from <see cref="MicroarchitectureFacts"/>.</summary>
/// <remarks>
/// One pass finds the blocks and their parents and features; the compiler lines of a block, most of the text, are only
/// remembered as a range and decoded when somebody asks for flags.
/// </remarks>
internal sealed class MicroarchitectureTable
{
    private readonly string _text;
    private readonly Dictionary<string, Microarchitecture> _byName = new(96, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _flagPatterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _warnings = new(StringComparer.Ordinal);

    private MicroarchitectureTable(string text)
    {
        _text = text;
        All = ReadBlocks();
    }

    public ImmutableArray<Microarchitecture> All { get; }

    public static MicroarchitectureTable Load() => new(MicroarchitectureFacts.Text);

    public Microarchitecture? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Decodes the compiler lines of one block.</summary>
    public ImmutableArray<CompilerEntry> ReadCompilers(Range lines)
    {
        var entries = ImmutableArray.CreateBuilder<CompilerEntry>();
        var position = lines.Start.Value;
        while (position < lines.End.Value)
        {
            entries.Add(ReadCompiler(NextLine(ref position)[1..]));
        }

        return entries.ToImmutable();
    }

    private ImmutableArray<Microarchitecture> ReadBlocks()
    {
        var all = ImmutableArray.CreateBuilder<Microarchitecture>(96);
        var position = 0;
        while (position < _text.Length)
        {
            var line = NextLine(ref position);
            switch (line)
            {
                case [] or ['#', ..]:
                    break;
                case ['$', .. var pattern]:
                    _flagPatterns.Add(FirstWord(ref pattern).ToString(), pattern.ToString());
                    break;
                case ['!', .. var warning]:
                    _warnings.Add(FirstWord(ref warning).ToString(), warning.ToString());
                    break;
                default:
                    var target = ReadBlock(line, ref position);
                    _byName.Add(target.Name, target);
                    all.Add(target);
                    break;
            }
        }

        return all.ToImmutable();
    }

    private Microarchitecture ReadBlock(ReadOnlySpan<char> header, ref int position)
    {
        var name = FirstWord(ref header).ToString();
        var vendor = FirstWord(ref header).ToString();
        var parents = ImmutableArray.CreateBuilder<Microarchitecture>(2);
        var generation = 0;
        var cpuPart = "";
        while (!header.IsEmpty)
        {
            var word = FirstWord(ref header);
            if (word.StartsWith("generation="))
            {
                generation = int.Parse(word["generation=".Length..]);
            }
            else if (word.StartsWith("part="))
            {
                cpuPart = word["part=".Length..].ToString();
            }
            else if (word is not "<")
            {
                parents.Add(_byName[word.ToString()]);
            }
        }

        var features = new List<string>(64);
        foreach (var parent in parents)
        {
            foreach (var feature in parent.Features)
            {
                if (!features.Contains(feature))
                {
                    features.Add(feature);
                }
            }
        }

        while (_text.AsSpan(position) is [' ', '+' or '-', ..])
        {
            var line = NextLine(ref position);
            var isAdded = line[1] == '+';
            line = line[3..];
            while (!line.IsEmpty)
            {
                var feature = FirstWord(ref line).ToString();
                if (isAdded)
                {
                    features.Add(feature);
                }
                else
                {
                    features.Remove(feature);
                }
            }
        }

        features.Sort(StringComparer.Ordinal);

        var start = position;
        while (position < _text.Length && _text[position] == ' ')
        {
            NextLine(ref position);
        }

        return new Microarchitecture(
            name, vendor, parents.ToImmutable(), [.. features], generation, cpuPart, this, start..position);
    }

    private CompilerEntry ReadCompiler(ReadOnlySpan<char> line)
    {
        var compiler = FirstWord(ref line).ToString();
        if (line.IsEmpty)
        {
            return new CompilerEntry(compiler, null, null, null, "", null);
        }

        var versions = FirstWord(ref line);
        var colon = versions.IndexOf(':');
        var low = versions[..colon].ToString();
        var high = versions[(colon + 1)..].ToString();
        var name = line is ['=', ..] ? FirstWord(ref line)[1..].ToString() : null;
        var warning = line is ['!', ..] ? _warnings[FirstWord(ref line)[1..].ToString()] : null;
        var flags = line is ['$', .. var pattern] ? _flagPatterns[pattern.ToString()] : line.ToString();
        return new CompilerEntry(compiler, low, high, name, flags, warning);
    }

    private ReadOnlySpan<char> NextLine(ref int position)
    {
        var rest = _text.AsSpan(position);
        var end = rest.IndexOf('\n');
        if (end < 0)
        {
            position = _text.Length;
            return rest;
        }

        position += end + 1;
        return rest[..end];
    }

    private static ReadOnlySpan<char> FirstWord(ref ReadOnlySpan<char> line)
    {
        var end = line.IndexOf(' ');
        var word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return word;
    }
}
