using System.Collections.Concurrent;
using Cairn.Python;

namespace Cairn.Conformance.Python;

/// <summary>Every real recipe is in the recipe language, its methods included.</summary>
public sealed class RealSourceTests
{
    [SkippableFact]
    public void Every_file_of_builtin_compiles() => FilesThatDoNotCompile(Material.Builtin()).ShouldBeEmpty();

    [SkippableFact]
    public void Every_file_of_the_newer_builtin_compiles() => FilesThatDoNotCompile(Material.NewBuiltin()).ShouldBeEmpty();

    private static IReadOnlyCollection<string> FilesThatDoNotCompile(string folder)
    {
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(Directory.EnumerateFiles(folder, "*.py", SearchOption.AllDirectories), path =>
        {
            try
            {
                ModuleCode.CompileAll(new SourceFile(Path.GetRelativePath(folder, path), File.ReadAllText(path)));
            }
            catch (RecipeSyntaxException problem)
            {
                failures.Add(problem.Describe());
            }
        });
        return failures;
    }
}
