"""Programs that recipes run."""
import os
import re
import shlex
import subprocess
import sys

from spack.error import SpackError

__all__ = ["Executable", "which", "which_string", "ProcessError"]


class ProcessError(SpackError):
    """A program failed."""


class ProcessTimeoutError(ProcessError):
    """A program ran for too long."""


class CommandNotFoundError(SpackError):
    """A program that must be there is not."""


class Executable:
    """A program with leading arguments and an environment; calling it runs it."""

    def __init__(self, name):
        self.exe = [str(name)]
        self.default_env = {}
        self.default_envmod = None
        self.returncode = 0
        self.ignore_quotes = False

    def add_default_arg(self, *args):
        self.exe.extend(args)

    def with_default_args(self, *args):
        result = Executable(self.exe[0])
        result.exe = self.exe[:]
        result.default_env = self.default_env.copy()
        result.default_envmod = self.default_envmod
        result.add_default_arg(*args)
        return result

    def copy(self):
        return self.with_default_args()

    def add_default_env(self, key, value):
        self.default_env[key] = value

    def add_default_envmod(self, envmod):
        from spack.util.environment import EnvironmentModifications

        if self.default_envmod is None:
            self.default_envmod = EnvironmentModifications()
        self.default_envmod.extend(envmod)

    @property
    def command(self):
        return " ".join(self.exe)

    @property
    def name(self):
        return os.path.basename(self.path)

    @property
    def path(self):
        return self.exe[0]

    def _environment(self, env, extra_env):
        result = dict(os.environ) if env is None else {}
        result.update(self.default_env)
        if self.default_envmod is not None:
            self.default_envmod.apply_modifications(result)
        for given in (env, extra_env):
            if given is None:
                continue
            if hasattr(given, "apply_modifications"):
                given.apply_modifications(result)
            else:
                result.update(given)
        return result

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
        ignored = (ignore_errors,) if isinstance(ignore_errors, int) else tuple(ignore_errors)
        command = self.exe + [str(a) for a in args]
        environment = self._environment(env, extra_env)
        if _dump_env is not None:
            _dump_env.clear()
            _dump_env.update(environment)

        opened = []

        def stream(where, mode):
            if where is None or isinstance(where, int):
                return where
            if where is str or where is str.split:
                return subprocess.PIPE
            if isinstance(where, str):
                opened.append(open(where, mode))
                return opened[-1]
            return where

        to_output, to_error, from_input = stream(output, "w"), stream(error, "w"), stream(input, "r")
        joins = error is not None and error is output and error is not str
        if error is str and output is str:
            to_error = subprocess.PIPE
        text = " ".join(shlex.quote(c) for c in command)
        try:
            process = subprocess.Popen(
                command,
                stdin=from_input,
                stdout=to_output,
                stderr=subprocess.STDOUT if joins else to_error,
                env=environment,
                close_fds=False,
            )
            out, err = process.communicate(timeout=timeout)
            self.returncode = process.returncode
        except OSError as e:
            raise ProcessError(f"{self.exe[0]}: {e.strerror}", f"Command: {text}") from e
        except subprocess.TimeoutExpired as e:
            process.kill()
            raise ProcessTimeoutError(f"Process timed out after {timeout}s: {text}") from e
        finally:
            for f in opened:
                f.close()

        result = None
        if output in (str, str.split) or error in (str, str.split):
            result = ""
            if output in (str, str.split) and out is not None:
                result += out.decode("utf-8", "replace") if isinstance(out, bytes) else out
            if error in (str, str.split) and err is not None:
                result += err.decode("utf-8", "replace") if isinstance(err, bytes) else err
        if fail_on_error and self.returncode != 0 and self.returncode not in ignored:
            details = f"Command: {text}"
            if result:
                details += "\n" + result
            raise ProcessError(f"Command exited with status {self.returncode}:", details)
        if result is not None and (output is str.split or error is str.split):
            return result.split()
        return result

    def __eq__(self, other):
        return hasattr(other, "exe") and self.exe == other.exe

    def __hash__(self):
        return hash((type(self), *self.exe))

    def __repr__(self):
        return f"<exe: {self.exe}>"

    def __str__(self):
        return " ".join(self.exe)


def which_string(*args, path=None, required=False):
    """The path of the first of these programs that is found, or None."""
    if path is None:
        path = os.environ.get("PATH", "")
    directories = path.split(os.pathsep) if isinstance(path, str) else [str(p) for p in path]
    for name in args:
        if os.sep in name:
            candidates = [name] if os.path.isabs(name) else [os.path.join(d, name) for d in directories]
            candidates.append(name)
        else:
            candidates = [os.path.join(d, name) for d in directories]
        for candidate in candidates:
            if os.path.isfile(candidate) and os.access(candidate, os.X_OK):
                return candidate
    if required:
        raise CommandNotFoundError(f"spack requires '{args[0]}'. Make sure it is in your path.")
    return None


def which(*args, path=None, required=False):
    """The first of these programs that is found, as an Executable, or None."""
    found = which_string(*args, path=path, required=required)
    return Executable(found) if found else None
