using Cairn.Build.Scheduling;

namespace Cairn.Build.Tests.Scheduling;

public sealed class JobserverTests
{
    [Fact]
    public void One_job_is_owned_without_a_token_the_others_can_be_borrowed()
    {
        using var jobserver = new Jobserver(3);

        jobserver.TryBorrow().ShouldBeTrue();
        jobserver.TryBorrow().ShouldBeTrue();
        jobserver.TryBorrow().ShouldBeFalse();
    }

    [Fact]
    public void Returned_job_can_be_borrowed_again()
    {
        using var jobserver = new Jobserver(2);
        jobserver.TryBorrow().ShouldBeTrue();

        jobserver.Return();

        jobserver.TryBorrow().ShouldBeTrue();
    }

    [Fact]
    public void Nothing_can_be_returned_that_was_not_borrowed()
    {
        using var jobserver = new Jobserver(1);

        jobserver.Return();

        jobserver.TryBorrow().ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void There_is_always_one_job(int jobs)
    {
        using var jobserver = new Jobserver(jobs);
        jobserver.Jobs.ShouldBe(1);
        jobserver.TryBorrow().ShouldBeFalse();
    }

    [Fact]
    public void Make_is_told_the_pipe_and_the_number_of_jobs()
    {
        using var jobserver = new Jobserver(4);
        jobserver.MakeFlags.ShouldMatch(@"^ -j4 --jobserver-auth=\d+,\d+$");
    }

    [Fact]
    public void Both_forms_lead_to_the_same_jobs()
    {
        var directory = Directory.CreateTempSubdirectory("cairn-build-").FullName;
        try
        {
            using (var jobserver = new Jobserver(3, directory))
            {
                jobserver.MakeFlags.ShouldMatch(@"^ -j3 --jobserver-auth=\d+,\d+$");
                var name = jobserver.NamedMakeFlags.ShouldNotBeNull()[" -j3 --jobserver-auth=fifo:".Length..];
                using (var pipe = new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0))
                {
                    pipe.ReadByte().ShouldBe('+');
                    jobserver.TryBorrow().ShouldBeTrue();
                    jobserver.TryBorrow().ShouldBeFalse();
                }

                // Whoever took a job by the name died with it.
                jobserver.Return();
                jobserver.Refill();
                jobserver.TryBorrow().ShouldBeTrue();
                jobserver.TryBorrow().ShouldBeTrue();
                jobserver.TryBorrow().ShouldBeFalse();
            }

            Directory.EnumerateFileSystemEntries(directory).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
