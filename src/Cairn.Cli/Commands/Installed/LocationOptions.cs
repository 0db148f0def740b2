using System.CommandLine;

namespace Cairn.Cli.Commands;

/// <summary>The switches of <c>location</c> and <c>cd</c>, under Spack's names.</summary>
internal sealed class LocationOptions
{
    public Argument<string[]> Specs { get; } = SpecArguments.Create("the package");

    public Option<bool> Module { get; } = new("-m", "--module-dir") { Description = "accepted for Spack's sake: there are no Python modules" };

    public Option<bool> Install { get; } = new("-i", "--install-dir") { Description = "the prefix of an installed package (the default)" };

    public Option<bool> Root { get; } = new("-r", "--cairn-root", "--spack-root") { Description = "the root of Cairn's own data" };

    public Option<bool> Package { get; } = new("-p", "--package-dir") { Description = "the directory of the package's recipe" };

    public Option<string?> Repository { get; } = new("--repo", "--packages", "-P")
    {
        Description = "the folder of a recipe repository (default: the first one)",
        HelpName = "NAMESPACE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<bool> Stage { get; } = new("-s", "--stage-dir") { Description = "the directory in which the package is staged" };

    public Option<bool> Stages { get; } = new("-S", "--stages") { Description = "the directory of all stages" };

    public Option<bool> Source { get; } = new("-c", "--source-dir") { Description = "the package's unpacked source; it must be staged" };

    public Option<bool> Build { get; } = new("-b", "--build-dir") { Description = "the directory in which the package is built; it must be staged" };

    public Option<string?> Environment { get; } = new("-e", "--env")
    {
        Description = "the directory of an environment (default: the active one)",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<bool> First { get; } = new("--first") { Description = "take the first of several packages that match" };

    public Option<bool> Json { get; } = new("--json") { Description = "print a JSON object" };

    public ConcretizeArguments Concretize { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(Specs);
        Option[] exclusive = [Module, Install, Root, Package, Repository, Stage, Stages, Source, Build, Environment];
        foreach (var option in exclusive.Append(First).Append(Json))
        {
            command.Options.Add(option);
        }

        Concretize.AddTo(command);
        Exclusive.Add(command, exclusive);
    }
}
