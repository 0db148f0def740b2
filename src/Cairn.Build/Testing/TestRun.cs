using System.Diagnostics;
using Cairn.Build.Installation;
using Cairn.Build.Worker;
using Cairn.Specs;

namespace Cairn.Build.Testing;

/// <summary>Runs the stand-alone tests of a suite, each package in a process of its own.</summary>
public sealed class TestRun(InstallSite site, TestSuite suite, TestRunOptions options)
{
    /// <summary>Tests everything, or until the first failure if that is wanted.</summary>
    /// <param name="onEnd">Told how each package ended.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task RunAsync(Action<TestedPackage> onEnd, CancellationToken cancellation)
    {
        foreach (var spec in suite.Specs)
        {
            var watch = Stopwatch.StartNew();
            var (status, failure) = await TestAsync(spec, cancellation);
            suite.Record(spec, status);
            onEnd(new TestedPackage(spec, status, failure, watch.Elapsed));
            if (status == TestStatus.Failed && options.FailFirst)
            {
                return;
            }
        }
    }

    private async Task<(TestStatus Status, Diagnostic? Failure)> TestAsync(ConcreteSpec spec, CancellationToken cancellation)
    {
        if (spec.IsExternal && !options.TestExternals)
        {
            await File.WriteAllTextAsync(suite.LogOf(spec), "skipped: it is an external (`--externals` tests these, too)\n", cancellation);
            return (TestStatus.Skipped, null);
        }

        var requestFile = Path.Combine(suite.Directory, $"{TestSuite.IdOf(spec)}.request.json");
        var specFile = Path.Combine(suite.Directory, $"{TestSuite.IdOf(spec)}.spec.json");
        var status = TestStatus.NoTests;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Timeout is { } timeout)
        {
            limit.CancelAfter(timeout);
        }

        try
        {
            await File.WriteAllBytesAsync(specFile, SpecJson.Write(spec), cancellation);
            RequestFor(spec, specFile).Write(requestFile);
            var outcome = await new WorkerProcess(site.Worker).RunAsync(requestFile, null, message =>
            {
                if (message is WorkerNoted { Text: var word })
                {
                    status = TestSuite.Parse(word);
                }
            }, limit.Token);
            return outcome.Failure is null ? (status, null) : (TestStatus.Failed, outcome.Failure);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (TestStatus.Failed, new Diagnostic("tests-timeout", $"the tests did not end within {options.Timeout!.Value.TotalSeconds:0} s", null, [], "`--timeout` says how long they may take"));
        }
        finally
        {
            File.Delete(requestFile);
            File.Delete(specFile);
            if (!options.KeepStage && status != TestStatus.Failed && Directory.Exists(suite.WorkDirectoryOf(spec)))
            {
                Directory.Delete(suite.WorkDirectoryOf(spec), recursive: true);
            }
        }
    }

    private BuildRequest RequestFor(ConcreteSpec spec, string specFile)
    {
        var prefixes = site.PrefixesOf(spec);
        return new BuildRequest
        {
            SpecFile = specFile,
            Prefix = prefixes[spec.Hash],
            LogPath = suite.LogOf(spec),
            Prefixes = prefixes,
            IsDirty = options.IsDirty,
            RunTests = true,
            TestSuite = suite.Directory,
        };
    }
}

/// <summary>How stand-alone tests are run.</summary>
/// <param name="FailFirst">True to stop after the first package that fails.</param>
/// <param name="TestExternals">True to test externals, too.</param>
/// <param name="KeepStage">True to keep the directories in which tests worked.</param>
/// <param name="IsDirty">True to keep the user's environment.</param>
/// <param name="Timeout">How long the tests of a package may take; null for ever.</param>
public sealed record TestRunOptions(bool FailFirst, bool TestExternals, bool KeepStage, bool IsDirty, TimeSpan? Timeout);

/// <summary>A package whose tests have ended.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Status">How.</param>
/// <param name="Failure">Why they failed; null if they did not.</param>
/// <param name="Duration">How long they took.</param>
public sealed record TestedPackage(ConcreteSpec Spec, TestStatus Status, Diagnostic? Failure, TimeSpan Duration);
