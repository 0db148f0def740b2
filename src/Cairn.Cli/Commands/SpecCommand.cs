using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Concretization;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn spec</c>: shows what would be installed.</summary>
internal static class SpecCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to decide; all of the environment by default");
        var concretize = new ConcretizeArguments();
        var json = new Option<bool>("-j", "--json") { Description = "print Spack's spec file in JSON" };
        var yaml = new Option<bool>("-y", "--yaml") { Description = "print Spack's spec file in YAML" };
        var format = new Option<string?>("--format") { Description = "print the roots by a format string", HelpName = "FORMAT" };
        var tree = new TreeArguments();
        var command = new Command("spec", "show what would be installed, down to the last detail") { specs, json, yaml, format };
        concretize.AddTo(command);
        tree.AddTo(command);
        command.SetAction(parsed =>
        {
            var print = parsed.GetValue(json) ? root => Encoding.UTF8.GetString(SpecJson.Write(root)) + "\n"
                : parsed.GetValue(yaml) ? SpecYaml.Text
                : parsed.GetValue(format) is { } text ? root => root.Format(text, prefixOf: session.PrefixOf) + "\n"
                : (Func<ConcreteSpec, string>?)null;
            if ((parsed.GetValue(json) ? 1 : 0) + (parsed.GetValue(yaml) ? 1 : 0) + (parsed.GetValue(format) is null ? 0 : 1) > 1)
            {
                throw new CairnException(new Diagnostic("usage", "`--json`, `--yaml` and `--format` exclude each other"));
            }

            return Run(session, SpecArguments.Parse(parsed.GetValue(specs), session.SpecOptions), concretize.Read(parsed), print, tree.Read(session, parsed));
        });
        return command;
    }

    private static int Run(
        Session session, ImmutableArray<AbstractSpec> specs, ConcretizeOptions options, Func<ConcreteSpec, string>? print, DagTreeOptions tree)
    {
        var roots = specs.IsEmpty ? RootsOfEnvironment(session, options) : Concretized(session, specs, options);
        session.Terminal.Write(print is null ? DagTree.Render(roots, tree) : string.Concat(roots.Select(print)));
        return ExitCode.Success;
    }

    /// <summary>What the active environment wants, decided but not written down.</summary>
    private static ImmutableArray<ConcreteSpec> RootsOfEnvironment(Session session, ConcretizeOptions options) => session.ActiveEnvironment is { } environment
        ? [.. EnvironmentConcretization.Decide(session, environment, options).Roots.Select(root => root.Spec), .. environment.IncludedRoots.Select(root => root.Spec)]
        : throw new CairnException(new Diagnostic(
            "usage", "there is nothing to decide", null, [], "give specs, or an environment: `cairn -e DIR spec`"));

    /// <summary>The answers for some specs; a spec that names an installed hash is that installation, and a file is the spec in it.</summary>
    /// <exception cref="CairnException">There is no answer; the message says why.</exception>
    public static ImmutableArray<ConcreteSpec> Concretized(Session session, ImmutableArray<AbstractSpec> specs, ConcretizeOptions options)
    {
        var requests = specs.Where(spec => spec.AbstractHash is null).Select(RequestFor).ToImmutableArray();
        ImmutableArray<ConcreteSpec?> answers = [];
        if (!requests.IsEmpty)
        {
            var result = session.Concretize(requests, options);
            answers = result.RootsOrThrow();
            foreach (var warning in result.Warnings)
            {
                session.Terminal.Warning(warning.Message);
            }
        }

        var next = 0;
        return
        [
            .. specs.Select(spec => spec.AbstractHash is not { } hash
                ? answers[next++]!
                : session.GivenSpec(hash) ?? InstalledSpecs.Single(session, spec).Spec),
        ];
    }

    /// <summary>The request for a spec of the command line.</summary>
    public static ConcretizationRequest RequestFor(AbstractSpec spec)
    {
        var text = spec.ToQualifiedString();
        return new ConcretizationRequest(spec, new SourceLocation(SourceLocation.CommandLine, 1, 1, text, text.Length));
    }
}
