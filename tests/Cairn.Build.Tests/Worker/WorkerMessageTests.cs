using Cairn.Build.Worker;
using Cairn.Specs;

namespace Cairn.Build.Tests.Worker;

public sealed class WorkerMessageTests
{
    [Fact]
    public void Every_message_survives_its_line()
    {
        foreach (var message in new WorkerMessage[] { new WorkerStepped("build"), new WorkerNoted("a \"note\"\nof two lines"), new WorkerStopped("before `install`"), new WorkerStaged("/tmp/x") })
        {
            var line = message.ToLine();
            line.ShouldEndWith("\n");
            line.TrimEnd('\n').ShouldNotContain('\n');
            WorkerMessage.Parse(line).ShouldBe(message);
        }
    }

    [Fact]
    public void Failure_keeps_all_parts_of_its_diagnostic()
    {
        var failure = new Diagnostic("build-failed", "make failed", new SourceLocation("zlib/package.py", 12, 5, "    make()"), ["one", "two"], "look");

        var read = WorkerMessage.Parse(new WorkerFailed(failure).ToLine()).ShouldBeOfType<WorkerFailed>().Failure;

        (read.Code, read.Message, read.Location, read.Hint).ShouldBe((failure.Code, failure.Message, failure.Location, failure.Hint));
        read.Notes.ShouldBe(failure.Notes);
    }

    [Fact]
    public void Failure_may_lack_place_and_hint()
    {
        var read = WorkerMessage.Parse(new WorkerFailed(new Diagnostic("x", "y", null, [], null)).ToLine()).ShouldBeOfType<WorkerFailed>().Failure;

        read.Location.ShouldBeNull();
        read.Hint.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("gcc -c x.c")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"unheard\",\"text\":\"\"}")]
    public void Lines_of_other_programs_are_no_messages(string line) => WorkerMessage.Parse(line).ShouldBeNull();
}
