"""Running programs."""

import os
import re
import signal
import subprocess
import sys

from spack.error import SpackError
from spack.llnl.util import tty


class ProcessError(SpackError):
    """A program failed or could not be started."""


class ProcessTimeoutError(ProcessError):
    """A program took longer than it was given."""


class CommandNotFoundError(SpackError):
    """A program that is needed is not in PATH."""


def _changed(environment, changes):
    """Applies a mapping, or anything that knows how to apply itself."""
    if changes is None:
        return
    if hasattr(changes, "apply_modifications"):
        changes.apply_modifications(environment)
    else:
        environment.update(changes)


def _quoted(arguments):
    return " ".join("'" + argument.replace("'", "'\"'\"'") + "'" for argument in arguments)


def _ended(status):
    """How a program ended, in words: what a signal killed says nothing itself."""
    if status < 0:
        return f"was ended by signal {-status} ({signal.strsignal(-status) or 'unknown'})"
    return f"exited with status {status}"


class Executable:
    """A program with arguments that it always gets; calling it runs it."""

    def __init__(self, name):
        path = os.path.normpath(str(name))
        if str(name).startswith(".") and not path.startswith("."):
            path = os.path.join(".", path)
        self.exe = [path]
        self._default_env = {}
        self._default_envmods = []
        #: exit code of the last run
        self.returncode = 1
        #: True where quotes in arguments are meant
        self.ignore_quotes = False

    def add_default_arg(self, *args):
        """Arguments that come before those of every call."""
        self.exe.extend(args)

    def with_default_args(self, *args):
        """A copy that has more default arguments."""
        new = self.copy()
        new.add_default_arg(*args)
        return new

    def copy(self):
        new = Executable(self.exe[0])
        new.exe[:] = self.exe
        new._default_env.update(self._default_env)
        new._default_envmods.extend(self._default_envmods)
        return new

    def add_default_env(self, key, value):
        """A variable that every run gets."""
        self._default_env[key] = value

    def add_default_envmod(self, envmod):
        """Changes of the environment that every run gets."""
        self._default_envmods.append(envmod)

    @property
    def command(self):
        return " ".join(self.exe)

    @property
    def name(self):
        return os.path.basename(self.path)

    @property
    def path(self):
        return self.exe[0]

    def __call__(
        self,
        *args,
        fail_on_error=True,
        ignore_errors=(),
        ignore_quotes=None,
        timeout=None,
        env=None,
        extra_env=None,
        input=None,
        output=None,
        error=None,
        _dump_env=None,
    ):
        """Runs the program and waits for it.

        ``output`` and ``error`` are open files, names of files to write, ``str`` to have the text returned, or ``str.split`` to
        have it returned and shown. ``env`` replaces the environment, ``extra_env`` adds to it. A failure raises ``ProcessError``
        unless ``fail_on_error`` is false or ``ignore_errors`` lists the exit code.
        """
        if input is str:
            raise ValueError("Cannot use `str` as input stream.")
        environment = dict(os.environ) if env is None else {}
        for changes in self._default_envmods:
            _changed(environment, changes)
        environment.update(self._default_env)
        _changed(environment, env)
        _changed(environment, extra_env)
        if _dump_env is not None:
            _dump_env.clear()
            _dump_env.update(environment)
        command = self.exe + [str(argument) for argument in args]
        if not (self.ignore_quotes if ignore_quotes is None else ignore_quotes):
            self._warn_of_quotes(command)
        ignored = (ignore_errors,) if isinstance(ignore_errors, int) else ignore_errors
        opened = []
        try:
            streams = [self._stream(stream, mode, opened) for stream, mode in ((input, "rb"), (output, "wb"), (error, "wb"))]
            return self._run(command, environment, streams, output, error, timeout, fail_on_error, ignored)
        finally:
            for stream in opened:
                stream.close()

    def _run(self, command, environment, streams, output, error, timeout, fail_on_error, ignored):
        line = _quoted(command)
        tty.debug(line)  # logs of builds show what was run
        try:
            process = subprocess.Popen(
                command, stdin=streams[0], stdout=streams[1], stderr=streams[2], env=environment, close_fds=False
            )
        except OSError as e:
            hint = "\nDid you mean to add a space to the command?" if " " in self.exe[0] else ""
            raise ProcessError(f"{self.exe[0]}: {e.strerror}", f"Command: {line}{hint}") from e
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as e:
            process.kill()
            out, err = process.communicate()
            result = self._captured(out, err, output, error)
            self.returncode = process.returncode
            if fail_on_error:
                raise ProcessTimeoutError(f"the program ran for more than {timeout} s and was ended", f"{line}\n{result or ''}") from e
            return result
        result = self._captured(out, err, output, error)
        self.returncode = process.returncode
        if fail_on_error and self.returncode != 0 and self.returncode not in ignored:
            raise ProcessError(f"Command {_ended(self.returncode)}:", f"{line}\n{result}" if result else line)
        return result

    @staticmethod
    def _stream(stream, mode, opened):
        if stream is str or stream is str.split:
            return subprocess.PIPE
        if isinstance(stream, str):
            opened.append(open(stream, mode))
            return opened[-1]
        return stream

    @staticmethod
    def _captured(out, err, output, error):
        if not any(stream is str or stream is str.split for stream in (output, error)):
            return None
        result = ""
        for data, stream, screen in ((out, output, sys.stdout), (err, error, sys.stderr)):
            if stream is str or stream is str.split:
                text = data.decode("utf-8", errors="replace")
                result += text
                if stream is str.split:
                    screen.write(text)
        return result

    @staticmethod
    def _warn_of_quotes(command):
        quoted = [argument for argument in command[1:] if re.search(r"^\".*\"$|^'.*'$", argument)]
        if quoted:
            tty.warn("no shell runs this command, so it gets these quotes as they are: " + " ".join(quoted))

    def __eq__(self, other):
        return hasattr(other, "exe") and self.exe == other.exe

    def __hash__(self):
        return hash((type(self),) + tuple(self.exe))

    def __repr__(self):
        return f"<exe: {self.exe}>"

    def __str__(self):
        return " ".join(self.exe)


def which_string(*args, path=None, required=False):
    """The path of the first of several programs that PATH, or ``path``, has."""
    directories = os.environ.get("PATH", "") if path is None else path
    if isinstance(directories, str):
        directories = directories.split(os.pathsep)
    for name in args:
        searched = [os.getcwd()] + list(directories) if name.startswith(".") else directories
        for directory in searched:
            candidate = os.path.join(str(directory), name)
            if os.path.isfile(candidate) and os.access(candidate, os.X_OK):
                return candidate
    if required:
        raise CommandNotFoundError(f"`{args[0]}` is needed, and PATH does not have it")
    return None


def which(*args, path=None, required=False):
    """The first of several programs that PATH, or ``path``, has, ready to be called."""
    found = which_string(*args, path=path, required=required)
    return Executable(found) if found else None


class MakeExecutable(Executable):
    """A make: runs in parallel unless a call, or the package, says otherwise.

    ``jobs`` jobs run where no jobserver of a parent does the counting; with ``supports_jobserver`` the program takes part in one.
    """

    def __init__(self, name, jobs, supports_jobserver=True):
        super().__init__(name)
        self.jobs = jobs
        self.supports_jobserver = supports_jobserver

    def __call__(self, *args, parallel=True, jobs_env=None, jobs_env_supports_jobserver=False, **kwargs):
        """Runs it; ``jobs_env`` names a variable that shall tell the number of jobs, too."""
        jobs = get_effective_jobs(self.jobs, parallel, self.supports_jobserver)
        if jobs is not None:
            args = (f"-j{jobs}",) + args
        if jobs_env is not None:
            told = get_effective_jobs(self.jobs, parallel, jobs_env_supports_jobserver)
            if told is not None:
                extra = dict(kwargs.pop("extra_env", None) or {})
                extra[jobs_env] = str(told)
                kwargs["extra_env"] = extra
        return super().__call__(*args, **kwargs)


def get_effective_jobs(jobs, parallel=True, supports_jobserver=False):
    """How many jobs to ask for; None where a jobserver decides."""
    if not parallel or jobs is None or jobs <= 1 or os.environ.get("SPACK_NO_PARALLEL_MAKE", "").lower() in ("1", "true", "yes", "on"):
        return 1
    if supports_jobserver and ("--jobserver" in os.environ.get("MAKEFLAGS", "")):
        return None
    return jobs
