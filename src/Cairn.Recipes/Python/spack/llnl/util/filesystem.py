"""Files and directories, as recipes handle them."""
import os
import re

import _cairn
from spack.error import NoHeadersError, NoLibrariesError


def join_path(prefix, *args):
    """Joins the text of all arguments to a path."""
    return os.path.join(str(prefix), *[str(a) for a in args])


def ancestor(dir, n=1):
    """The n-th directory above."""
    parent = os.path.abspath(dir)
    for _ in range(n):
        parent = os.path.dirname(parent)
    return parent


def library_extensions():
    """The file name extensions of libraries, without the dot."""
    return _cairn.library_extensions()


def path_contains_subdirectory(path, root):
    """True if the path lies below the root."""
    root = os.path.join(os.path.abspath(root), "")
    return os.path.join(os.path.abspath(path), "").startswith(root)


def change_sed_delimiter(old_delim, new_delim, *filenames):
    """Replaces the delimiter of sed commands in files."""
    whole = r"(?<!\\)"
    for kind in ("s", "y"):
        for quote in ("'", '"'):
            FileFilter(*filenames).filter(
                rf"{kind}{re.escape(old_delim)}(.*?){whole}{re.escape(old_delim)}(.*?){whole}{re.escape(old_delim)}{quote}",
                f"{kind}{new_delim}\\1{new_delim}\\2{new_delim}{quote}",
                ignore_absent=True,
            )


class FileList(list):
    """A list of paths, each once, with what is commonly made of them."""

    def __init__(self, files=()):
        paths = [files] if isinstance(files, str) else files
        super().__init__(dict.fromkeys(str(p) for p in paths))

    @property
    def files(self):
        return list(self)

    @property
    def directories(self):
        return list(dict.fromkeys(os.path.dirname(x) for x in self))

    @property
    def basenames(self):
        return list(dict.fromkeys(os.path.basename(x) for x in self))

    def __getitem__(self, item):
        result = super().__getitem__(item)
        return type(self)(result) if isinstance(item, slice) else result

    def __add__(self, other):
        return type(self)(list(dict.fromkeys(list(self) + list(other))))

    def __radd__(self, other):
        return type(self)(list(dict.fromkeys(list(other) + list(self))))

    def __eq__(self, other):
        return isinstance(other, FileList) and list(self) == list(other)

    def joined(self, separator=" "):
        return separator.join(self)

    def __str__(self):
        return self.joined()

    def __repr__(self):
        return f"{type(self).__name__}({list(self)!r})"


class HeaderList(FileList):
    """Header files, with the options that make a compiler find them."""

    #: What of a header's directory is searched: up to and with `include`.
    include_regex = re.compile(r"(.*?)(\binclude\b)(.*)")

    def __init__(self, files=()):
        super().__init__(files)
        self._macro_definitions = []
        self._directories = None

    @property
    def directories(self):
        if self._directories is None:
            return self._default_directories()
        return self._directories

    @directories.setter
    def directories(self, value):
        values = [value] if isinstance(value, str) else (value or [])
        self._directories = [os.path.normpath(x) for x in values]

    def _default_directories(self):
        found = []
        for directory in super().directories:
            match = self.include_regex.search(directory)
            found.append("".join(match.group(1, 2)) if match else directory)
        return list(dict.fromkeys(found))

    @property
    def headers(self):
        return self.files

    @property
    def names(self):
        result = []
        for x in self.basenames:
            name = x
            for ext in (".cuh", ".hpp", ".hh", ".H", ".hxx", ".h"):
                if x.endswith(ext):
                    name = x[: -len(ext)]
                    break
            result.append(name)
        return list(dict.fromkeys(result))

    @property
    def include_flags(self):
        return " ".join("-I" + x for x in self.directories)

    @property
    def macro_definitions(self):
        return " ".join(self._macro_definitions)

    @property
    def cpp_flags(self):
        return " ".join(x for x in (self.include_flags, self.macro_definitions) if x)

    def add_macro(self, macro):
        self._macro_definitions.append(macro)


class LibraryList(FileList):
    """Libraries, with the options that make a linker find them."""

    @property
    def libraries(self):
        return self.files

    @property
    def names(self):
        result = []
        for x in self.basenames:
            name = x[3:] if x.startswith("lib") else x
            for ext in (".dylib", ".so", ".a", ".dll", ".lib"):
                i = name.rfind(ext)
                if i > 0:
                    name = name[:i]
                    break
            else:
                if os.path.splitext(name)[1] in (".dll", ".lib"):
                    name = os.path.splitext(name)[0]
            result.append(name)
        return list(dict.fromkeys(result))

    @property
    def search_flags(self):
        return " ".join("-L" + x for x in self.directories)

    @property
    def link_flags(self):
        return " ".join("-l" + name for name in self.names)

    @property
    def ld_flags(self):
        return " ".join(x for x in (self.search_flags, self.link_flags) if x)


class FileFilter:
    """Files in which text is to be replaced."""

    def __init__(self, *filenames):
        self.filenames = filenames

    def filter(self, regex, repl, string=False, backup=False, ignore_absent=False, start_at=None, stop_at=None):
        return filter_file(
            regex,
            repl,
            *self.filenames,
            string=string,
            backup=backup,
            ignore_absent=ignore_absent,
            start_at=start_at,
            stop_at=stop_at,
        )


def _needs_build(name):
    def _unavailable(*args, **kwargs):
        _cairn.not_available(name)

    _unavailable.__name__ = name
    return _unavailable


filter_file = _needs_build("filter_file")
can_access = _needs_build("can_access")
copy = _needs_build("copy")
copy_tree = _needs_build("copy_tree")
find = _needs_build("find")
find_all_headers = _needs_build("find_all_headers")
find_all_libraries = _needs_build("find_all_libraries")
find_all_shared_libraries = _needs_build("find_all_shared_libraries")
find_first = _needs_build("find_first")
find_headers = _needs_build("find_headers")
find_libraries = _needs_build("find_libraries")
find_system_libraries = _needs_build("find_system_libraries")
fix_darwin_install_name = _needs_build("fix_darwin_install_name")
force_remove = _needs_build("force_remove")
force_symlink = _needs_build("force_symlink")
has_shebang = _needs_build("has_shebang")
install = _needs_build("install")
install_tree = _needs_build("install_tree")
is_exe = _needs_build("is_exe")
islink = _needs_build("islink")
keep_modification_time = _needs_build("keep_modification_time")
mkdirp = _needs_build("mkdirp")
readlink = _needs_build("readlink")
remove_directory_contents = _needs_build("remove_directory_contents")
remove_linked_tree = _needs_build("remove_linked_tree")
rename = _needs_build("rename")
safe_remove = _needs_build("safe_remove")
set_executable = _needs_build("set_executable")
set_install_permissions = _needs_build("set_install_permissions")
symlink = _needs_build("symlink")
touch = _needs_build("touch")
touchp = _needs_build("touchp")
traverse_tree = _needs_build("traverse_tree")
windows_sfn = _needs_build("windows_sfn")
working_dir = _needs_build("working_dir")
temp_cwd = _needs_build("temp_cwd")
path_ancestor = ancestor
