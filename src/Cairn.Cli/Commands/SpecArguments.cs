using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The words of a command line that make specs, as in <c>cairn install hdf5 +mpi ^openmpi zlib</c>.</summary>
internal static class SpecArguments
{
    /// <summary>In a question about what is installed, a file stands for the spec in it by its hash.</summary>
    private static readonly SpecParserOptions s_queries = SpecParserOptions.Default with
    {
        ReadSpecFile = path =>
        {
            var spec = SpecFiles.Read(path);
            return new AbstractSpec { Name = spec.Name, AbstractHash = spec.Hash };
        },
    };

    /// <summary>The argument that takes any number of words.</summary>
    public static Argument<string[]> Create(string description, ArgumentArity? arity = null) => new("spec")
    {
        Description = description,
        Arity = arity ?? ArgumentArity.ZeroOrMore,
    };

    /// <summary>The specs that the words make.</summary>
    /// <param name="words">The words.</param>
    /// <param name="options">With the tool chains of the session, if they are requests.</param>
    /// <exception cref="SpecSyntaxException">They are no specs; the message shows where.</exception>
    public static ImmutableArray<AbstractSpec> Parse(string[]? words, SpecParserOptions? options = null) =>
        words is null or [] ? [] : AbstractSpec.ParseMany(Joined(words.Select(NoOption)), options ?? s_queries);

    /// <summary>The one spec that the words make.</summary>
    /// <exception cref="CairnException">They are no spec, or several.</exception>
    public static AbstractSpec ParseOne(string[]? words, SpecParserOptions? options = null)
    {
        var specs = Parse(words, options);
        return specs.Length == 1
            ? specs[0]
            : throw new CairnException(new Diagnostic("usage", $"this command takes one spec, not {specs.Length}"));
    }

    /// <summary>Whatever looks like an option and is none would be taken for a part of a spec: better to say so.</summary>
    private static string NoOption(string word) => word.StartsWith('-')
        ? throw new CairnException(new Diagnostic("usage", $"there is no option `{word}` here", null, [], "`--help` lists the options; a variant is switched off with `~`"))
        : word;

    /// <summary>One text of all words. The shell took the quotes off values such as <c>cflags="-O2 -g"</c>: they are put back.</summary>
    private static string Joined(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word)
    {
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        if (sign <= 0 || !word.AsSpan(sign).ContainsAny(' ', '\t') || word[..sign].Contains(' ') || word[sign + 1] is '"' or '\'')
        {
            return word;
        }

        var value = word[(sign + 1)..];
        var start = value.StartsWith('=') ? 1 : 0;
        return word[..(sign + 1 + start)] + SpecQuoting.QuoteIfNeeded(value[start..]);
    }
}
