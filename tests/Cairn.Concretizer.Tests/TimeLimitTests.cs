using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

/// <summary>What <c>concretizer:timeout</c> does. The clock is the test's: it rings when the test says so.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public void Where_the_time_is_up_the_best_answer_so_far_is_taken_with_a_warning()
    {
        var clock = new Alarm();
        var answers = 0;
        var result = World(failsOnTimeLimit: false).TrySolve(Options(clock, () => { answers++; clock.Ring(); }), "app");

        result.Failure.ShouldBeNull();
        answers.ShouldBe(1);
        result.IsOptimal.ShouldBeFalse();
        result.Roots[0]!["lib"].ShouldNotBeNull();
        result.Warnings.Single().Message.ShouldBe("the time limit ended the search: this is the best answer so far, not the best one");
    }

    [Fact]
    public void Unless_that_is_allowed_it_is_an_error()
    {
        var clock = new Alarm();
        var result = World(failsOnTimeLimit: true).TrySolve(Options(clock, clock.Ring), "app");

        result.Failure!.Code.ShouldBe("concretizer-timeout");
        result.Failure.Message.ShouldBe("no answer within 7 s");
        result.Failure.Hint!.ShouldContain("`concretizer:error_on_timeout` to false");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_there_is_no_answer_yet_it_is_an_error_in_any_case(bool failsOnTimeLimit)
    {
        var result = World(failsOnTimeLimit).TrySolve(Options(new Alarm { RingsAtOnce = true }, null), "app");

        result.Failure!.Message.ShouldBe("no answer within 7 s");
        result.Roots.ShouldBeEmpty();
    }

    [Fact]
    public void Time_enough_changes_nothing()
    {
        var result = World(failsOnTimeLimit: true).TrySolve(Options(new Alarm(), null), "app");

        result.IsOptimal.ShouldBeTrue();
        result.Warnings.ShouldBeEmpty();
    }

    private static ConcretizationOptions Options(TimeProvider clock, Action? onBetterAnswer) => new() { Clock = clock, OnBetterAnswer = onBetterAnswer };

    /// <summary>A world with a choice, so that the first answer has yet to be proven the best.</summary>
    private static World World(bool failsOnTimeLimit)
    {
        var world = new World(false).Providers("mpi", "one", "two");
        world.Configuration = world.Configuration with { TimeLimit = TimeSpan.FromSeconds(7), FailsOnTimeLimit = failsOnTimeLimit };
        world.Package("app", "1").DependsOn("lib").DependsOn("mpi");
        world.Package("lib", "1", "2", "3").Conflicts("@3", "+x").Variant("x", true);
        world.Package("one", "1").Provides("mpi").DependsOn("lib@:2");
        world.Package("two", "1").Provides("mpi");
        return world;
    }

    /// <summary>A clock with one timer, which rings when it is told to.</summary>
    private sealed class Alarm : TimeProvider
    {
        private TimerCallback? _callback;
        private object? _state;

        public bool RingsAtOnce { get; init; }

        public void Ring() => _callback!(_state);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            if (RingsAtOnce)
            {
                Ring();
            }

            return new Handle();
        }

        private sealed class Handle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
