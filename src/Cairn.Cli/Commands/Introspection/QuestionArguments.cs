using System.CommandLine;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The words <c>PKG in SPEC</c> of a question about an answer.</summary>
internal static class QuestionArguments
{
    /// <summary>The argument that takes the words.</summary>
    public static Argument<string[]> Create() => new("question")
    {
        Description = "PKG in SPEC: a package, then what is decided",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>What is asked about, and the spec that it is asked of.</summary>
    /// <exception cref="CairnException">The words are not of that form.</exception>
    public static (AbstractSpec Package, AbstractSpec Spec) Parse(string[] words, string command, SpecParserOptions options)
    {
        var at = Array.IndexOf(words, "in");
        if (at <= 0 || at == words.Length - 1)
        {
            throw new CairnException(new Diagnostic(
                "usage", $"`{command}` asks about a package in an answer", null, [], $"write `cairn {command} zlib in hdf5+mpi`"));
        }

        var package = SpecArguments.ParseOne(words[..at]);
        var spec = SpecArguments.ParseOne(words[(at + 1)..], options);
        return package.Name.Length == 0
            ? throw new CairnException(new Diagnostic("usage", $"`{package.ToString().Trim()}` names no package", null, [], $"write `cairn {command} zlib@1.3 in hdf5`"))
            : (package, spec);
    }
}
