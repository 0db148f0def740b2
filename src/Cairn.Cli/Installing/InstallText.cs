using System.Globalization;
using Cairn.Build.Installation;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Installing;

/// <summary>The sentences in which an installation is told, the same on terminals and elsewhere.</summary>
internal static class InstallText
{
    /// <summary>A package in one word.</summary>
    public static string Name(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}/{spec.ShortHash()}";

    /// <summary>A number of things.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>A time in seconds, minutes or hours.</summary>
    public static string Time(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s"
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>What will be done.</summary>
    public static string Planned(InstallPlanned planned)
    {
        var estimate = planned.Estimate is { } time ? $", at least {Time(time)} by earlier builds" : "";
        return $"{Count(planned.ToBuild.Length, "package")} to build, {planned.Installed} installed, {planned.External} external{estimate}";
    }

    /// <summary>That a package is there.</summary>
    public static string Installed(PackageInstalled installed, int done, int all) => installed.IsOurs
        ? $"[+] {Name(installed.Spec)} ({Time(installed.Duration)}) [{done}/{all}]"
        : $"[+] {Name(installed.Spec)} (another process built it) [{done}/{all}]";

    /// <summary>That a package stopped on purpose, and how to go on.</summary>
    public static string Stopped(PackageStopped stopped) =>
        $"[ ] {Name(stopped.Spec)}: stopped as asked {stopped.Where}{(stopped.StagePath is null ? "" : $"; it is being built in {stopped.StagePath}")}";

    /// <summary>Tells a failure: what, the first error in the log with its surroundings, and how to look into it.</summary>
    public static void Tell(Terminal terminal, PackageFailed failed)
    {
        terminal.Error(failed.Failure with { Message = $"`{failed.Spec.Name}@{failed.Spec.Version}` could not be installed: {failed.Failure.Message}" });
        foreach (var line in failed.Excerpt)
        {
            terminal.ErrorLine(line);
        }

        if (failed.Phase is not null)
        {
            terminal.ErrorLine($"it failed at: {failed.Phase}, after {Time(failed.Duration)}");
        }

        if (failed.LogPath is not null)
        {
            terminal.ErrorLine($"the whole log: {failed.LogPath}");
        }

        if (failed.StagePath is { } stage && File.Exists(Path.Combine(stage, "spack-build-env.txt")))
        {
            terminal.ErrorLine($"to enter the build: cd {stage}/spack-src && (. {stage}/spack-build-env.txt; exec bash)");
        }
    }
}
