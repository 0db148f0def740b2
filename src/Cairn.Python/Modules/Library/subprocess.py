"""Running of other programs."""

import io
import os
import shlex
import signal
import sys

import _subprocess

__all__ = [
    "Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "check_output", "getoutput", "getstatusoutput", "run",
    "SubprocessError", "CalledProcessError", "TimeoutExpired", "CompletedProcess", "list2cmdline",
]

PIPE = -1
STDOUT = -2
DEVNULL = -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return "Command '%s' died with signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        return self.output


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = ["args=%r" % (self.args,), "returncode=%r" % (self.returncode,)]
        if self.stdout is not None:
            parts.append("stdout=%r" % (self.stdout,))
        if self.stderr is not None:
            parts.append("stderr=%r" % (self.stderr,))
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def _target(stream):
    """What the native side is told about a stream: a constant, the path of a file, or None to inherit."""
    if stream is None or isinstance(stream, int):
        return stream if stream in (None, PIPE, STDOUT, DEVNULL) else None
    if stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        return None
    if not hasattr(stream, "fileno"):
        raise AttributeError("'%s' object has no attribute 'fileno'" % type(stream).__name__)
    stream.flush()
    name = getattr(stream, "name", None)
    if not isinstance(name, str):
        raise io.UnsupportedOperation("fileno")
    return os.path.abspath(name)


class Popen:
    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
        shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
        start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None,
        text=None, umask=-1, pipesize=-1, process_group=None
    ):
        if preexec_fn is not None:
            raise NotImplementedError("not supported by the recipe language: preexec_fn of subprocess.Popen")
        if user is not None or group is not None or extra_groups is not None or start_new_session or pass_fds:
            raise NotImplementedError(
                "not supported by the recipe language: user, group, sessions and inherited files of subprocess.Popen"
            )
        if text is not None and universal_newlines is not None and bool(text) != bool(universal_newlines):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but different.")
        self.args = args
        self.returncode = None
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self.encoding = encoding or "utf-8"
        self.errors = errors or "strict"
        if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
            command = [args]
        else:
            command = list(args)
        if shell:
            command = [executable or "/bin/sh", "-c"] + command
            executable = None
        self._process = _subprocess.spawn(
            command, executable, cwd, env, _target(stdin), _target(stdout), _target(stderr)
        )
        self.pid = self._process.pid
        self.stdin = self._wrapped(self._process.stdin)
        self.stdout = self._wrapped(self._process.stdout)
        self.stderr = self._wrapped(self._process.stderr)

    def _wrapped(self, stream):
        if stream is None or not self.text_mode:
            return stream
        return _TextPipe(stream, self.encoding, self.errors)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream is not None:
                stream.close()
        self.wait()

    def __repr__(self):
        return "<Popen: returncode: %s args: %r>" % (self.returncode, self.args)

    def poll(self):
        if self.returncode is None:
            self.returncode = self._process.poll()
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            code = self._process.wait(timeout)
            if code is None:
                raise TimeoutExpired(self.args, timeout)
            self.returncode = code
        return self.returncode

    def communicate(self, input=None, timeout=None):
        if isinstance(input, str):
            if not self.text_mode:
                raise TypeError("a bytes-like object is required, not 'str'")
            input = input.encode(self.encoding, self.errors)
        result = self._process.communicate(input, timeout)
        if result is None:
            raise TimeoutExpired(self.args, timeout)
        self.wait()
        if not self.text_mode:
            return result
        return tuple(None if data is None else self._decoded(data) for data in result)

    def _decoded(self, data):
        return data.decode(self.encoding, self.errors).replace("\r\n", "\n").replace("\r", "\n")

    def send_signal(self, sig):
        if self.poll() is None:
            self._process.send_signal(int(sig))

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


class _TextPipe:
    """A pipe seen as text."""

    def __init__(self, buffer, encoding, errors):
        self.buffer = buffer
        self.encoding = encoding
        self.errors = errors

    def _decoded(self, data):
        return data.decode(self.encoding, self.errors).replace("\r\n", "\n").replace("\r", "\n")

    def read(self, size=-1):
        return self._decoded(self.buffer.read(size))

    def readline(self, size=-1):
        return self._decoded(self.buffer.readline(size))

    def readlines(self):
        return list(self)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def write(self, text):
        self.buffer.write(text.encode(self.encoding, self.errors))
        return len(text)

    def flush(self):
        self.buffer.flush()

    def close(self):
        self.buffer.close()

    @property
    def closed(self):
        return self.buffer.closed

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = PIPE
        kwargs["stderr"] = PIPE
    process = Popen(*popenargs, **kwargs)
    try:
        stdout, stderr = process.communicate(input, timeout=timeout)
    except BaseException:
        process.kill()
        process.wait()
        raise
    if check and process.returncode:
        raise CalledProcessError(process.returncode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    process = Popen(*popenargs, **kwargs)
    try:
        return process.wait(timeout=timeout)
    except BaseException:
        process.kill()
        process.wait()
        raise


def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        raise CalledProcessError(code, kwargs.get("args", popenargs[0] if popenargs else None))
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        kwargs["input"] = "" if kwargs.get("universal_newlines") or kwargs.get("text") or kwargs.get("encoding") else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        code = 0
    except CalledProcessError as error:
        data = error.output
        code = error.returncode
    return code, data[:-1] if data[-1:] == "\n" else data


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


class _PopenFile(_TextPipe):
    """What os.popen gives: a stream whose closing waits for the command."""

    def __init__(self, process, stream):
        _TextPipe.__init__(self, stream, "utf-8", "strict")
        self._process = process

    def close(self):
        self.buffer.close()
        code = self._process.wait()
        if code == 0:
            return None
        return code if code < 0 else code << 8


def _popen(cmd, mode):
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if mode == "r":
        process = Popen(cmd, shell=True, stdout=PIPE)
        return _PopenFile(process, process.stdout)
    process = Popen(cmd, shell=True, stdin=PIPE)
    return _PopenFile(process, process.stdin)


def list2cmdline(seq):
    return " ".join('"%s"' % arg if " " in arg or not arg else arg for arg in seq)
