"""Temporary files and directories."""

import os
import random
import shutil

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp",
    "gettempprefix", "tempdir", "gettempdir",
]

tempdir = None
template = "tmp"
_ATTEMPTS = 1000


def gettempprefix():
    return template


def gettempdir():
    global tempdir
    if tempdir is None:
        candidates = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")] + ["/tmp", "/var/tmp", "/usr/tmp", os.getcwd()]
        for candidate in candidates:
            if candidate and os.path.isdir(candidate) and os.access(candidate, os.W_OK):
                tempdir = os.path.abspath(candidate)
                break
        else:
            raise FileNotFoundError(2, "No usable temporary directory found in %r" % [c for c in candidates if c])
    return tempdir


def _names(suffix, prefix, dir):
    suffix = suffix or ""
    prefix = template if prefix is None else prefix
    directory = os.path.abspath(dir if dir is not None else gettempdir())
    source = random.SystemRandom()
    for _ in range(_ATTEMPTS):
        middle = "".join(source.choice("abcdefghijklmnopqrstuvwxyz0123456789_") for _ in range(8))
        yield os.path.join(directory, prefix + middle + suffix)
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    for name in _names(suffix, prefix, dir):
        try:
            return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), name
        except FileExistsError:
            pass


def mkdtemp(suffix=None, prefix=None, dir=None):
    for name in _names(suffix, prefix, dir):
        try:
            os.mkdir(name, 0o700)
            return name
        except FileExistsError:
            pass


def mktemp(suffix="", prefix=template, dir=None):
    for name in _names(suffix, prefix, dir):
        if not os.path.lexists(name):
            return name


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors
        self._delete = delete

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def __repr__(self):
        return "<TemporaryDirectory %r>" % self.name

    def cleanup(self):
        if os.path.exists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._ignore)


class _TemporaryFile:
    """A file that goes away when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete
        self._closed = False

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, exc, value, tb):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self._closed:
            self._closed = True
            self.file.close()
            if self.delete and os.path.lexists(self.name):
                os.unlink(self.name)


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None
):
    fd, name = mkstemp(suffix, prefix, dir)
    os.close(fd)
    keywords = {} if "b" in mode else {"encoding": encoding, "newline": newline, "errors": errors}
    return _TemporaryFile(open(name, mode, buffering, **keywords), name, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir, True, errors=errors)


def SpooledTemporaryFile(max_size=0, mode="w+b", **kwargs):
    return TemporaryFile(mode, **kwargs)
