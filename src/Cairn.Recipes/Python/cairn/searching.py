"""Finding files, headers and libraries below directories."""

import collections
import fnmatch
import glob
import os
import re
import sys


def _unique(items):
    seen = set()
    return [item for item in items if not (item in seen or seen.add(item))]


def find(root, files, recursive=True, max_depth=None):
    """Paths that match patterns, below one or several directories, sorted within each pattern.

    Links to directories are followed, and each directory is visited once, at its lowest depth.
    """
    roots = list(root) if isinstance(root, (list, tuple)) else [root]
    patterns = [files] if isinstance(files, str) else list(files)
    if max_depth and not recursive:
        raise ValueError(f"max_depth ({max_depth}) cannot be set if recursive is False")
    depth = 0 if not recursive else sys.maxsize if max_depth is None else max_depth
    found = {i: [] for i in range(len(patterns))}
    plain = [(i, re.compile(fnmatch.translate(p))) for i, p in enumerate(patterns) if "/" not in p]
    nested = [(i, p) for i, p in enumerate(patterns) if "/" in p]
    for directory in _directories([os.path.abspath(str(r)) for r in roots], depth):
        for i, pattern in nested:
            found[i].extend(glob.glob(os.path.join(directory, pattern)))
        if not plain:
            continue
        for name in os.listdir(directory):
            for i, pattern in plain:
                if pattern.match(name):
                    found[i].append(os.path.join(directory, name))
                    break
    paths = [path for i in range(len(patterns)) for path in sorted(found[i])]
    return _without_repeats(paths) if nested else paths


def _directories(roots, max_depth):
    """Directories breadth first, each once, whatever links lead to it."""
    visited = set()
    queue = collections.deque()
    for root in roots:
        _enqueue(queue, visited, root, 0)
    while queue:
        depth, directory = queue.popleft()
        try:
            names = sorted(os.listdir(directory))
        except OSError:
            continue  # what may not be read is not found
        yield directory
        if depth < max_depth:
            for name in names:
                _enqueue(queue, visited, os.path.join(directory, name), depth + 1)


def _enqueue(queue, visited, directory, depth):
    try:
        if not os.path.isdir(directory):
            return
        state = os.stat(directory)
    except OSError:
        return
    identity = (state.st_ino, state.st_dev)
    if identity not in visited:
        visited.add(identity)
        queue.append((depth, directory))


def _without_repeats(paths):
    seen = set()
    unique = []
    for path in paths:
        try:
            state = os.lstat(path)
        except OSError:
            continue
        identity = (state.st_ino, state.st_dev)
        if identity not in seen:
            seen.add(identity)
            unique.append(path)
    return unique


def find_first(root, files, bfs_depth=2):
    """The first match below a directory, shallow directories first; None if there is none."""
    patterns = [files] if isinstance(files, str) else list(files)
    for directory in _directories([str(root)], sys.maxsize):
        for name in sorted(os.listdir(directory)):
            if any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
                return os.path.join(directory, name)
    return None


class FileList(collections.abc.Sequence):
    """Absolute paths in an order, each once."""

    def __init__(self, files):
        self.files = _unique([files] if isinstance(files, str) else files)

    @property
    def directories(self):
        return _unique(os.path.dirname(path) for path in self.files if os.path.dirname(path))

    @property
    def basenames(self):
        return _unique(os.path.basename(path) for path in self.files)

    def __getitem__(self, item):
        return self.files[item] if isinstance(item, int) else type(self)(self.files[item])

    def __add__(self, other):
        return self.__class__(_unique(self.files + list(other)))

    def __radd__(self, other):
        return self.__add__(other)

    def __eq__(self, other):
        return self.files == other.files

    def __len__(self):
        return len(self.files)

    def joined(self, separator=" "):
        return separator.join(self.files)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.files!r})"

    def __str__(self):
        return self.joined()

    def _names(self, extensions, prefix=""):
        names = []
        for name in self.basenames:
            if prefix and name.startswith(prefix):
                name = name[len(prefix) :]
            for extension in extensions:
                at = name.rfind(extension)
                if at != -1:
                    name = name[:at]
                    break
            names.append(name)
        return _unique(names)


class HeaderList(FileList):
    """Headers, and what a compiler has to be told to find them."""

    # Whole words only, and the outermost one: what lies below an include directory is reached from it.
    include_regex = re.compile(r"(.*?)(\binclude\b)(.*)")

    def __init__(self, files):
        super().__init__(files)
        self._macro_definitions = []
        self._directories = None

    @property
    def directories(self):
        values = self._default_directories() if self._directories is None else self._directories
        return _unique(values)

    @directories.setter
    def directories(self, value):
        value = value or []
        self._directories = [os.path.normpath(path) for path in ([value] if isinstance(value, str) else value)]

    def _default_directories(self):
        directories = []
        for path in _unique(os.path.dirname(path) for path in self.files if os.path.dirname(path)):
            match = self.include_regex.match(path)
            directories.append(match.group(1) + match.group(2) if match else path)
        return directories

    @property
    def headers(self):
        return self.files

    @property
    def names(self):
        return self._names([".cuh", ".hpp", ".hh", ".h"])

    @property
    def include_flags(self):
        return " ".join("-I" + path for path in self.directories)

    @property
    def macro_definitions(self):
        return " ".join(self._macro_definitions)

    @property
    def cpp_flags(self):
        return f"{self.include_flags} {self.macro_definitions}" if self._macro_definitions else self.include_flags

    def add_macro(self, macro):
        self._macro_definitions.append(macro)


class LibraryList(FileList):
    """Libraries, and what a linker has to be told to find them."""

    @property
    def libraries(self):
        return self.files

    @property
    def names(self):
        return self._names([".dylib", ".so", ".a"], prefix="lib")

    @property
    def search_flags(self):
        return " ".join("-L" + path for path in self.directories)

    @property
    def link_flags(self):
        return " ".join("-l" + name for name in self.names)

    @property
    def ld_flags(self):
        return self.search_flags + " " + self.link_flags


def _names_of(what, function):
    if isinstance(what, str):
        return [what]
    if not isinstance(what, collections.abc.Sequence):
        raise TypeError(f"{function} expects a string or sequence of strings as the first argument [got {type(what)} instead]")
    return what


def find_headers(headers, root, recursive=False):
    """Headers of the given names (without ending) below a directory."""
    endings = ["h", "hpp", "hxx", "hh", "H", "txx", "tcc", "icc", "mod", "inc"]
    names = [f"{header}.{ending}" for header in _names_of(headers, "find_headers") for ending in endings]
    return HeaderList(find(root, names, recursive))


def find_all_headers(root):
    """All headers below a directory."""
    return find_headers("*", root=root, recursive=True)


def _search_in_library_directories(root, names, max_depth):
    """First ``lib`` and ``lib64``, where libraries nearly always are; the whole tree only if they are not."""
    for subdirectory in ("lib", "lib64"):
        directory = os.path.join(root, subdirectory)
        if os.path.isdir(directory):
            found = find(directory, names, recursive=False)
            if found:
                return found
    return find(root, names, recursive=True, max_depth=max_depth)


def find_libraries(libraries, root, shared=True, recursive=False, runtime=True, max_depth=None):
    """Libraries of the given names (without ending) below a directory."""
    endings = ["dylib", "so"] if shared and sys.platform == "darwin" else ["so"] if shared else ["a"]
    names = [f"{name}.{ending}" for name in _names_of(libraries, "find_libraries") for ending in endings]
    root = str(root)
    if not recursive:
        if max_depth:
            raise ValueError(f"max_depth ({max_depth}) cannot be set if recursive is False")
        return LibraryList(find(root, names, recursive=False))
    return LibraryList(_search_in_library_directories(root, names, max_depth))


def find_all_shared_libraries(root, recursive=False, runtime=True):
    """All shared libraries below a directory."""
    return find_libraries("*", root=root, shared=True, recursive=recursive, runtime=runtime)


def find_all_static_libraries(root, recursive=False):
    """All static libraries below a directory."""
    return find_libraries("*", root=root, shared=False, recursive=recursive)


def find_all_libraries(root, recursive=False):
    """All libraries below a directory: the shared ones, then the static ones."""
    return find_libraries("*", root=root, shared=True, recursive=recursive) + find_libraries(
        "*", root=root, shared=False, recursive=recursive
    )


def find_system_libraries(libraries, shared=True):
    """Libraries in the places where systems keep them."""
    found = LibraryList([])
    for library in _names_of(libraries, "find_system_libraries"):
        for root in ("/lib64", "/lib", "/usr/lib64", "/usr/lib", "/usr/local/lib64", "/usr/local/lib"):
            result = find_libraries(library, root, shared, recursive=True)
            if result:
                found += result
                break
    return found


#: How names of libraries end, on whatever system
library_extensions = ["a", "la", "so", "tbd", "dylib"]
