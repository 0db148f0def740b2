using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Tests.UserEnvironment;

public sealed class EnvironmentChangeTests
{
    [Theory]
    [InlineData(EnvironmentChangeKind.PrependPath, "a:b", "/x/", "/x:a:b")]
    [InlineData(EnvironmentChangeKind.PrependPath, null, "/x", "/x")]
    [InlineData(EnvironmentChangeKind.AppendPath, "a", "/x//y/../z", "a:/x/z")]
    [InlineData(EnvironmentChangeKind.RemovePath, "/x:a:/x/", "/x", "a")]
    [InlineData(EnvironmentChangeKind.RemoveFirstPath, "/x:a:/x", "/x", "a:/x")]
    [InlineData(EnvironmentChangeKind.RemoveLastPath, "/x:a:/x", "/x", "/x:a")]
    [InlineData(EnvironmentChangeKind.RemoveFirstPath, "a", "/x", "a")]
    [InlineData(EnvironmentChangeKind.SetEnv, "old", "new", "new")]
    [InlineData(EnvironmentChangeKind.UnsetEnv, "old", "", null)]
    [InlineData(EnvironmentChangeKind.AppendFlagsEnv, "-a", "-b", "-a:-b")]
    [InlineData(EnvironmentChangeKind.RemoveFlagsEnv, "-a:-b:-a", "-a", "-b")]
    [InlineData(EnvironmentChangeKind.PruneDuplicatePaths, "/a:/b:/a/", "", "/a:/b")]
    [InlineData(EnvironmentChangeKind.DeprioritizeSystemPaths, "/usr/bin:/opt/bin:/usr/local/bin", "", "/opt/bin:/usr/bin:/usr/local/bin")]
    public void Changes_do_what_they_say(EnvironmentChangeKind kind, string? before, string value, string? after)
    {
        var environment = new Dictionary<string, string>();
        if (before is not null)
        {
            environment["V"] = before;
        }

        new EnvironmentChange(kind, "V", value).Apply(environment);

        environment.GetValueOrDefault("V").ShouldBe(after);
    }

    [Fact]
    public void Paths_and_flags_can_be_taken_back()
    {
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/p", ["FLAGS"] = "-O2" };
        var changes = new EnvironmentChanges(
        [
            new(EnvironmentChangeKind.PrependPath, "PATH", "/p"), new(EnvironmentChangeKind.AppendPath, "PATH", "/q"),
            new(EnvironmentChangeKind.AppendFlagsEnv, "FLAGS", "-g", " "), new(EnvironmentChangeKind.SetEnv, "HOME_OF", "x"),
        ]);

        changes.Apply(environment);
        environment["PATH"].ShouldBe("/p:/usr/bin:/p:/q");
        changes.Reversed().Apply(environment);

        environment.ShouldBe(new Dictionary<string, string> { ["PATH"] = "/usr/bin:/p", ["FLAGS"] = "-O2" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData(ShellDialect.Sh, "export A='it'\"'\"'s';\nunset B;\n")]
    [InlineData(ShellDialect.Csh, "setenv A 'it'\"'\"'s';\nunsetenv B;\n")]
    [InlineData(ShellDialect.Fish, "set -gx A 'it\\'s';\nset -e B;\n")]
    [InlineData(ShellDialect.Bat, "set \"A=it's\"\nset \"B=\"\n")]
    [InlineData(ShellDialect.PowerShell, "$Env:A='it''s'\nRemove-Item -Path Env:B -ErrorAction SilentlyContinue\n")]
    public void Shells_are_told_in_their_language(ShellDialect dialect, string expected)
    {
        var changes = new EnvironmentChanges(
        [
            new(EnvironmentChangeKind.SetEnv, "A", "it's"), new(EnvironmentChangeKind.UnsetEnv, "B"), new(EnvironmentChangeKind.SetEnv, "SAME", "1"),
            new(EnvironmentChangeKind.UnsetEnv, "ABSENT"),
        ]);

        ShellCode.Write(changes, dialect, new Dictionary<string, string> { ["B"] = "x", ["SAME"] = "1" }).ShouldBe(expected);
    }

    [Fact]
    public void The_manual_pages_of_the_system_stay_in_reach()
    {
        var changes = new EnvironmentChanges([new(EnvironmentChangeKind.PrependPath, "MANPATH", "/p/man")]);
        var environment = new Dictionary<string, string>();

        ShellCode.Write(changes, ShellDialect.Sh, environment).ShouldBe("export MANPATH=/p/man:;\n");
        ShellCode.Write(changes.Reversed(), ShellDialect.Sh, new Dictionary<string, string> { ["MANPATH"] = "/p/man:" }, dropsEmpty: true).ShouldBe("unset MANPATH;\n");
    }
}
