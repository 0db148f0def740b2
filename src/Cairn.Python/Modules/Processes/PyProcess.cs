using System.Diagnostics;
using Cairn.Python.Modules.Files;
using Cairn.Python.Modules.Streams;

namespace Cairn.Python.Modules.Processes;

/// <summary>A running process; <c>subprocess.Popen</c> is a class around it.</summary>
internal sealed class PyProcess : PyObject
{
    public static readonly PyType ProcessType = PyType.Define("_Process", Define, module: "subprocess");

    private readonly Process _process;
    private readonly List<Task> _pumps = [];

    private PyProcess(Process process)
        : base(ProcessType) => _process = process;

    private PyBinaryFile? Input { get; init; }

    private PyBinaryFile? Output { get; init; }

    private PyBinaryFile? Error { get; init; }

    private static void Define(NativeTypeBuilder type)
    {
        type.Property<PyProcess>("pid", self => PyInt.Of(self._process.Id))
            .Property<PyProcess>("stdin", self => self.Input ?? (PyObject)PyNone.Instance)
            .Property<PyProcess>("stdout", self => self.Output ?? (PyObject)PyNone.Instance)
            .Property<PyProcess>("stderr", self => self.Error ?? (PyObject)PyNone.Instance)
            .Method<PyProcess>("poll", "", (_, self, _) => self._process.HasExited ? self.Finish() : PyNone.Instance)
            .Method<PyProcess>("wait", "timeout=", (_, self, a) => self.Wait(Milliseconds(a.Given(0))))
            .Method<PyProcess>("communicate", "input=, timeout=", (_, self, a) =>
                self.Communicate(a.Given(0) is PyBytes bytes ? bytes.Value : null, Milliseconds(a.Given(1))))
            .Method<PyProcess>("send_signal", "signal", (_, self, a) =>
            {
                if (!self._process.HasExited && Libc.Kill(self._process.Id, (int)a.Integer(0)) < 0)
                {
                    throw Libc.Error(System.Runtime.InteropServices.Marshal.GetLastPInvokeError());
                }

                return PyNone.Instance;
            })
            .Final();
    }

    /// <summary>Starts a process. Streams that are inherited go to the host's streams where those are not the process's own.</summary>
    public static PyProcess Start(Realm realm, ProcessRequest request)
    {
        bool pumpsOutput = request.Output.Target == StreamTarget.Inherit && !ReferenceEquals(realm.Host.Output, Console.Out);
        bool pumpsError = request.Error.Target == StreamTarget.Inherit && !ReferenceEquals(realm.Host.Error, Console.Error);
        Process process = HostProcess.Start(realm, request with
        {
            Output = pumpsOutput ? new ProcessStream(StreamTarget.Pipe) : request.Output,
            Error = pumpsError ? new ProcessStream(StreamTarget.Pipe) : request.Error,
        });
        var result = new PyProcess(process)
        {
            Input = request.Input.Target == StreamTarget.Pipe ? Pipe(process.StandardInput.BaseStream, "wb") : null,
            Output = request.Output.Target == StreamTarget.Pipe ? Pipe(process.StandardOutput.BaseStream, "rb") : null,
            Error = request.Error.Target == StreamTarget.Pipe ? Pipe(process.StandardError.BaseStream, "rb") : null,
        };
        if (pumpsOutput)
        {
            result._pumps.Add(Pump(process.StandardOutput, TextWriter.Synchronized(realm.Host.Output)));
        }

        if (pumpsError)
        {
            result._pumps.Add(Pump(process.StandardError, TextWriter.Synchronized(realm.Host.Error)));
        }

        return result;
    }

    private static PyBinaryFile Pipe(Stream stream, string mode) => new(stream, null, mode, PyBinaryFile.BinaryType);

    private static Task Pump(StreamReader from, TextWriter to) => Task.Run(() =>
    {
        var buffer = new char[4096];
        int count;
        while ((count = from.Read(buffer)) > 0)
        {
            to.Write(buffer, 0, count);
        }
    });

    private static int Milliseconds(PyObject? timeout) => timeout switch
    {
        null => -1,
        PyFloat real => (int)Math.Clamp(real.Value * 1000, 0, int.MaxValue),
        _ => (int)Math.Clamp(Operators.Index(timeout).ToInt64() * 1000, 0, int.MaxValue),
    };

    /// <summary>The exit status, or <c>None</c> if the time is up first.</summary>
    private PyObject Wait(int milliseconds) => _process.WaitForExit(milliseconds) ? Finish() : PyNone.Instance;

    private PyInt Finish()
    {
        Task.WaitAll([.. _pumps]);
        return PyInt.Of(HostProcess.ReturnCode(_process));
    }

    /// <summary>Sends the input, collects both outputs and waits; <c>None</c> if the time is up first.</summary>
    private PyObject Communicate(byte[]? input, int milliseconds)
    {
        Task<byte[]>? output = Collect(Output);
        Task<byte[]>? error = Collect(Error);
        if (Input is not null)
        {
            Send(input ?? []);
        }

        Task[] readers = [.. new Task?[] { output, error }.OfType<Task>()];
        long started = Environment.TickCount64;
        if (!Task.WaitAll(readers, milliseconds))
        {
            return PyNone.Instance;
        }

        int rest = milliseconds < 0 ? -1 : (int)Math.Max(0, milliseconds - (Environment.TickCount64 - started));
        if (!_process.WaitForExit(rest))
        {
            return PyNone.Instance;
        }

        Finish();
        return new PyTuple(Collected(output), Collected(error));
    }

    private void Send(byte[] input)
    {
        try
        {
            Input!.Stream.Write(input);
        }
        catch (IOException)
        {
            // The process closed its input without reading all of it: as in Python, that is its own business.
            return;
        }
        finally
        {
            Input!.Close();
        }
    }

    private static Task<byte[]>? Collect(PyBinaryFile? file) => file is null or { IsClosed: true } ? null : Task.Run(() =>
    {
        using var all = new MemoryStream();
        file.Stream.CopyTo(all);
        return all.ToArray();
    });

    private static PyObject Collected(Task<byte[]>? output) => output is null ? PyNone.Instance : new PyBytes(output.Result);
}

/// <summary>The native part of the module <c>subprocess</c>.</summary>
internal static class SubprocessModule
{
    public static PyModule Create() => new PyModule("_subprocess")
        .Function("spawn", "args, executable, cwd, env, stdin, stdout, stderr", (r, a) =>
        {
            var arguments = Operators.Values(a[0]).Select(item => HostFiles.PathOf(r, item)).ToArray();
            return PyProcess.Start(r, new ProcessRequest(
                arguments,
                a.Given(1) is { } executable ? HostFiles.PathOf(r, executable) : null,
                a.Given(2) is { } directory ? HostFiles.PathOf(r, directory) : null,
                a.Given(3) is { } environment ? Variables(r, environment) : null,
                Target(a[4]),
                Target(a[5]),
                Target(a[6])));
        });

    private static Dictionary<string, string> Variables(Realm realm, PyObject environment)
    {
        var result = new Dictionary<string, string>();
        foreach (PyObject name in Operators.Values(environment))
        {
            result[HostFiles.PathOf(realm, name)] = HostFiles.PathOf(realm, environment.GetItem(name));
        }

        return result;
    }

    private static ProcessStream Target(PyObject value) => value switch
    {
        PyNone => new ProcessStream(StreamTarget.Inherit),
        PyStr path => new ProcessStream(StreamTarget.File, path.Value),
        _ => new ProcessStream(Operators.Index(value).ToInt32() switch
        {
            -1 => StreamTarget.Pipe,
            -2 => StreamTarget.Output,
            -3 => StreamTarget.Null,
            _ => StreamTarget.Inherit,
        }),
    };
}
