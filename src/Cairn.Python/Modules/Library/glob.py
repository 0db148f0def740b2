"""File names that match patterns."""

import fnmatch
import os
import re

__all__ = ["glob", "iglob", "escape", "has_magic"]

_MAGIC = re.compile("([*?[])")


def has_magic(s):
    return _MAGIC.search(s) is not None


def escape(pathname):
    return _MAGIC.sub(r"[\1]", pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    for name in _matches(root_dir, pathname, recursive, False, include_hidden):
        if recursive and name == "":
            continue
        yield name


def _in(root, path):
    return path if root is None else os.path.join(os.fspath(root), path)


def _matches(root, pathname, recursive, directories_only, hidden):
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        if basename:
            if os.path.lexists(_in(root, pathname)):
                yield pathname
        elif os.path.isdir(_in(root, dirname)):
            yield pathname
        return
    if not dirname:
        if recursive and basename == "**":
            for name in _below(root, "", directories_only, hidden):
                yield name
        else:
            for name in _entries(root, "", basename, directories_only, hidden):
                yield name
        return
    if dirname != pathname and has_magic(dirname):
        directories = _matches(root, dirname, recursive, True, hidden)
    else:
        directories = [dirname]
    for directory in directories:
        if has_magic(basename):
            if recursive and basename == "**":
                names = _below(root, directory, directories_only, hidden)
            else:
                names = _entries(root, directory, basename, directories_only, hidden)
        elif basename == "":
            names = [""] if os.path.isdir(_in(root, directory)) else []
        else:
            names = [basename] if os.path.lexists(_in(root, os.path.join(directory, basename))) else []
        for name in names:
            yield os.path.join(directory, name)


def _list(root, directory, directories_only):
    path = _in(root, directory) or os.curdir
    try:
        names = os.listdir(path)
    except OSError:
        return []
    if directories_only:
        names = [name for name in names if os.path.isdir(os.path.join(path, name))]
    return names


def _entries(root, directory, pattern, directories_only, hidden):
    names = _list(root, directory, directories_only)
    if not (hidden or pattern[0] == "."):
        names = [name for name in names if name[0] != "."]
    return fnmatch.filter(names, pattern)


def _below(root, directory, directories_only, hidden):
    if not directory or os.path.isdir(_in(root, directory)):
        yield ""
    for name in _deeper(root, directory, directories_only, hidden):
        yield name


def _deeper(root, directory, directories_only, hidden):
    for name in _list(root, directory, directories_only):
        if hidden or name[0] != ".":
            yield name
            path = os.path.join(directory, name) if directory else name
            for below in _deeper(root, path, directories_only, hidden):
                yield os.path.join(name, below)
