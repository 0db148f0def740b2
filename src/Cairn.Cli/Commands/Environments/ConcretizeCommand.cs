using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Concretization;
using Cairn.Concretization.Environments;
using Cairn.Specs;
using Cairn.Store.Environments;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn concretize</c>: decides the specs of an environment and writes its lock file.</summary>
internal static class ConcretizeCommand
{
    public static Command Create(Session session)
    {
        var concretize = new ConcretizeArguments();
        var quiet = new Option<bool>("-q", "--quiet") { Description = "do not print what was decided" };
        var test = new Option<string?>("--test") { Description = "decide test dependencies too, of `root` packages or of `all`", HelpName = "WHOSE" };
        var json = new Option<bool>("--json") { Description = "print the lock file that was written" };
        var command = new Command("concretize", "decide the specs of an environment and write its lock file") { quiet, test, json };
        concretize.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = concretize.Read(parsed) with { Tests = TestsOf(parsed.GetValue(test)) };
            var environment = session.RequireEnvironment("concretize");
            var answer = EnvironmentConcretization.Update(session, environment, options);
            if (parsed.GetValue(json))
            {
                session.Terminal.Line(File.Exists(environment.LockPath) ? File.ReadAllText(environment.LockPath) : "{}");
            }
            else if (!parsed.GetValue(quiet))
            {
                Print(session, answer);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(Session session, EnvironmentAnswer answer)
    {
        var decided = answer.Roots.Where(root => root.IsNew).Select(root => root.Spec).ToList();
        if (decided.Count == 0)
        {
            session.Terminal.Line("==> No new specs to concretize.");
            return;
        }

        session.Terminal.Line($"==> Concretized {decided.Count} {(decided.Count == 1 ? "spec" : "specs")}:");
        session.Terminal.Write(DagTree.Render(decided, new DagTreeOptions
        {
            HashLength = 7, Status = InstallStatuses.Of(session), Colors = session.Terminal.HasColors ? SpecColors.Default : null,
        }));
        session.Terminal.Line();
    }

    private static TestDependencies TestsOf(string? whose) => whose switch
    {
        null => TestDependencies.None,
        "root" => TestDependencies.Roots,
        "all" => TestDependencies.All,
        var other => throw new CairnException(new Diagnostic("usage", $"`--test` takes root or all, not `{other}`")),
    };
}
