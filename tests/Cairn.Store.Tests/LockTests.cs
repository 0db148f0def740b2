using System.Diagnostics;
using Cairn.Specs;
using Cairn.Store.Locks;

namespace Cairn.Store.Tests;

public sealed class LockTests
{
    [Theory]
    [InlineData("nrkgrtkejgimrcd6u3re66h4t4yqtmfc", 3902989642481584228L)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 0L)]
    [InlineData("77777777777777777777777777777777", long.MaxValue)]
    public void The_byte_of_a_prefix_is_the_one_that_Spack_locks(string hash, long offset) => PrefixLocks.OffsetOf(hash).ShouldBe(offset);

    [Fact]
    public void A_lock_that_another_process_holds_names_the_holder_when_the_time_is_up()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "lock");
        using var holder = Holder.Start(path);
        using var file = LockFile.Open(path);

        var error = Should.Throw<CairnException>(() => file.Acquire(LockKind.Exclusive, 0, 0, TimeSpan.FromMilliseconds(50), "the database"));

        error.Diagnostic.Message.ShouldStartWith("no lock on the database");
        error.Diagnostic.Notes.ShouldHaveSingleItem().ShouldContain($"process {holder.ProcessId}");
    }

    [Fact]
    public void Whoever_waits_does_not_give_up_while_holders_make_progress()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "lock");
        using var holder = Holder.Start(path);
        using var file = LockFile.Open(path);
        var asked = 0;

        // Each look at the progress shows some, three times; then the queue stands still.
        Should.Throw<CairnException>(() => file.Acquire(
            LockKind.Exclusive, 0, 0, TimeSpan.FromMilliseconds(20), "the database", progress: () => Math.Min(++asked, 4)));

        asked.ShouldBe(5);
    }

    [Fact]
    public void A_lock_is_free_again_when_its_holder_was_killed()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "lock");
        var holder = Holder.Start(path);
        using var file = LockFile.Open(path);
        file.TryAcquireNow(LockKind.Exclusive, 0, 0).ShouldBeNull();

        holder.Dispose();

        using var hold = file.Acquire(LockKind.Exclusive, 0, 0, TimeSpan.FromSeconds(5), "the database");
        hold.ShouldNotBeNull();
    }

    [Fact]
    public void Other_bytes_of_the_file_stay_free()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "lock");
        using var holder = Holder.Start(path, start: 5, length: 1);
        using var file = LockFile.Open(path);

        file.TryAcquireNow(LockKind.Exclusive, 5, 1).ShouldBeNull();
        using var hold = file.TryAcquireNow(LockKind.Exclusive, 6, 1);
        hold.ShouldNotBeNull();
    }

    /// <summary>Another process that locks a file through Python's fcntl, as Spack does, until it is ended.</summary>
    private sealed class Holder : IDisposable
    {
        private readonly Process _process;

        private Holder(Process process) => _process = process;

        public int ProcessId => _process.Id;

        public static Holder Start(string path, long start = 0, long length = 0)
        {
            var script = $"import fcntl,sys,time; f=open({Quoted(path)},'w'); fcntl.lockf(f,fcntl.LOCK_EX,{length},{start}); print('held',flush=True); time.sleep(60)";
            var process = Process.Start(new ProcessStartInfo("python3", ["-c", script]) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadLine().ShouldBe("held");
            return new Holder(process);
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        private static string Quoted(string path) => "'" + path.Replace("'", "\\'", StringComparison.Ordinal) + "'";
    }
}
