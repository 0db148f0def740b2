"""Paths as objects."""

import fnmatch
import io
import os
import stat

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath"]


def _parsed(parts):
    """Root and names of a path."""
    path = ""
    for part in parts:
        if isinstance(part, PurePath):
            text = str(part)
        else:
            text = os.fspath(part)
            if not isinstance(text, str):
                raise TypeError(
                    "argument should be a str object or an os.PathLike object returning str, not %r" % type(part).__name__
                )
        path = os.path.join(path, text) if path else text
    root = ""
    if path.startswith("/"):
        root = "//" if path.startswith("//") and not path.startswith("///") else "/"
    return root, [name for name in path.split("/") if name and name != "."]


class PurePath:
    __slots__ = ("_root", "_names")

    def __new__(cls, *args):
        if cls is Path:
            cls = PosixPath
        elif cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        self._root, self._names = _parsed(args)
        return self

    def __init__(self, *args):
        pass

    def _with(self, root, names):
        path = object.__new__(type(self))
        path._root = root
        path._names = names
        return path

    def __str__(self):
        return self._root + "/".join(self._names) or "."

    def __fspath__(self):
        return str(self)

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def __bytes__(self):
        return os.fsencode(str(self))

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote

        return "file://" + quote(str(self))

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._root == other._root and self._names == other._names

    def __hash__(self):
        return hash((self._root, tuple(self._names)))

    def _key(self):
        return ([self._root] if self._root else []) + self._names

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return type(self)(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *args):
        return type(self)(self, *args)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._names)

    @property
    def parent(self):
        return self._with(self._root, self._names[:-1])

    @property
    def parents(self):
        return tuple(self._with(self._root, self._names[:i]) for i in reversed(range(len(self._names))))

    @property
    def name(self):
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % (name,))
        return self._with(self._root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or (suffix and not suffix.startswith(".")) or suffix == ".":
            raise ValueError("Invalid suffix %r" % (suffix,))
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self._with(self._root, self._names[:-1] + [self.stem + suffix])

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def is_relative_to(self, other, *more):
        base = type(self)(other, *more)
        return self._root == base._root and self._names[: len(base._names)] == base._names

    def relative_to(self, other, *more):
        base = type(self)(other, *more)
        if not self.is_relative_to(base):
            raise ValueError(
                "%r is not in the subpath of %r OR one path is relative and the other is absolute." % (str(self), str(base))
            )
        return self._with("", self._names[len(base._names) :])

    def match(self, path_pattern):
        root, names = _parsed([path_pattern])
        if not names and not root:
            raise ValueError("empty pattern")
        if root:
            if root != self._root or len(names) != len(self._names):
                return False
        elif len(names) > len(self._names):
            return False
        own = self._names[len(self._names) - len(names) :]
        return all(fnmatch.fnmatchcase(name, pattern) for name, pattern in zip(own, names))


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def expanduser(self):
        if not self._root and self._names and self._names[0].startswith("~"):
            expanded = os.path.expanduser(self._names[0])
            if expanded.startswith("~"):
                raise RuntimeError("Could not determine home directory.")
            return type(self)(expanded, *self._names[1:])
        return self

    def absolute(self):
        return self if self.is_absolute() else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        return type(self)(os.path.realpath(self, strict=strict))

    def readlink(self):
        return type(self)(os.readlink(self))

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def exists(self):
        return os.path.exists(self)

    def is_file(self):
        return os.path.isfile(self)

    def is_dir(self):
        return os.path.isdir(self)

    def is_symlink(self):
        return os.path.islink(self)

    def is_mount(self):
        return os.path.ismount(self)

    def is_fifo(self):
        return self.exists() and stat.S_ISFIFO(self.stat().st_mode)

    def is_socket(self):
        return self.exists() and stat.S_ISSOCK(self.stat().st_mode)

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def iterdir(self):
        for name in os.listdir(self):
            yield self._with(self._root, self._names + [name])

    def glob(self, pattern):
        root, names = _parsed([pattern])
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        if not names:
            raise ValueError("Unacceptable pattern: %r" % pattern)
        seen = set()
        for path in self._select(names, pattern.endswith("/")):
            key = str(path)
            if key not in seen:
                seen.add(key)
                yield path

    def rglob(self, pattern):
        return self.glob(os.path.join("**", pattern))

    def _select(self, names, directories_only):
        if not names:
            if not directories_only or self.is_dir():
                yield self
            return
        name = names[0]
        rest = names[1:]
        if name == "**":
            for directory in self._directories():
                if rest:
                    for path in directory._select(rest, directories_only):
                        yield path
                else:
                    yield directory
        elif any(c in name for c in "*?["):
            for entry in self._entries():
                if fnmatch.fnmatchcase(entry, name):
                    path = self._with(self._root, self._names + [entry])
                    if not rest or path.is_dir():
                        for found in path._select(rest, directories_only):
                            yield found
        else:
            path = self._with(self._root, self._names + [name])
            if path.is_dir() if rest else path.exists():
                for found in path._select(rest, directories_only):
                    yield found

    def _entries(self):
        try:
            return os.listdir(self)
        except OSError:
            return []

    def _directories(self):
        if self.is_dir():
            yield self
            for name in self._entries():
                path = self._with(self._root, self._names + [name])
                if path.is_dir() and not path.is_symlink():
                    for deeper in path._directories():
                        yield deeper

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for directory, names, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield type(self)(directory), names, files

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
            os.utime(self)
        else:
            os.close(os.open(self, os.O_CREAT | os.O_WRONLY, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        os.replace(self, target)
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def hardlink_to(self, target):
        os.link(target, self)

    def owner(self):
        raise NotImplementedError("not supported by the recipe language: Path.owner")

    def group(self):
        raise NotImplementedError("not supported by the recipe language: Path.group")


class PosixPath(Path, PurePosixPath):
    __slots__ = ()
