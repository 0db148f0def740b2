using System.Runtime.InteropServices;
using System.Text;
using Cairn.Build.Installation;
using Cairn.Build.Processes;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>The life of a worker: one package in this process, which is its own and ends with it.</summary>
/// <remarks>
/// Everything that is printed goes to the log; the parent hears messages through what was standard output. The process leads a
/// session of its own, so that one signal ends it with all that it started, and it ends when its parent dies.
/// </remarks>
public static class WorkerSession
{
    /// <summary>Does what a request file describes.</summary>
    /// <param name="requestFile">The request.</param>
    /// <param name="createWorker">Makes what builds, if something has to be built: without work nothing is loaded.</param>
    /// <returns>The exit code: 0 if the package is built, or stopped where the user wanted that.</returns>
    public static int Run(string requestFile, Func<BuildWorker> createWorker)
    {
        ProcessGroups.BecomeSessionLeader();
        BuildRequest request;
        try
        {
            request = BuildRequest.Read(requestFile);
        }
        catch (CairnException exception)
        {
            Console.Out.Write(new WorkerFailed(exception.Diagnostic).ToLine()); // there is no log yet
            return 1;
        }

        StandardStreams.EndWithParent();
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => ProcessGroups.KillOwnGroup());
        using var messages = StandardStreams.RedirectTo(request.LogPath);
        void Tell(WorkerMessage message) => messages.Write(Encoding.UTF8.GetBytes(message.ToLine()));

        try
        {
            if (createWorker().Run(request, Tell) is { } stopped)
            {
                Tell(new WorkerStopped(stopped));
            }

            return 0;
        }
        catch (CairnException exception)
        {
            Console.Error.WriteLine($"{LogExcerpt.EndMark} {exception.Diagnostic}");
            Tell(new WorkerFailed(exception.Diagnostic));
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Tell(new WorkerFailed(new Diagnostic("system", exception.Message)));
            return 1;
        }
    }
}
