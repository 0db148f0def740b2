"""Trees of links."""
import os


class MergeConflictError(Exception):
    """Two trees have different things under one name."""

    def __init__(self, message, paths=()):
        super().__init__(message)
        self.paths = list(paths)


class LinkTree:
    """A directory tree that is linked into another."""

    def __init__(self, source_root):
        if not os.path.exists(source_root):
            raise OSError(f"No such file or directory: '{source_root}'")
        self._root = source_root

    def _pairs(self, dest_root, ignore):
        """Directories and files as pairs of source and destination, parents first."""
        for directory, directories, files in os.walk(self._root):
            relative = os.path.relpath(directory, self._root)
            if ignore:
                directories[:] = [name for name in directories if not ignore(os.path.normpath(os.path.join(relative, name)))]
            target = dest_root if relative == "." else os.path.join(dest_root, relative)
            yield directory, target, True
            linked = [name for name in directories if os.path.islink(os.path.join(directory, name))]
            for name in sorted(files + linked):
                if not (ignore and ignore(os.path.normpath(os.path.join(relative, name)))):
                    yield os.path.join(directory, name), os.path.join(target, name), False

    def merge(self, dest_root, ignore_conflicts=False, ignore=None, link=os.symlink, relative=False):
        """Links all files; existing ones are conflicts unless these are to be ignored."""
        pairs = list(self._pairs(dest_root, ignore))
        conflicts = [target for _, target, is_directory in pairs if not is_directory and os.path.lexists(target)]
        if conflicts and not ignore_conflicts:
            raise MergeConflictError("Conflict merging from {}: {}".format(self._root, ", ".join(conflicts)), conflicts)
        for source, target, is_directory in pairs:
            if is_directory:
                os.makedirs(target, exist_ok=True)
            elif not os.path.lexists(target):
                link(os.path.relpath(source, os.path.dirname(target)) if relative else os.path.abspath(source), target)

    def unmerge(self, dest_root, ignore=None, remove_file=None):
        """Removes the links, and the directories that become empty."""
        pairs = list(self._pairs(dest_root, ignore))
        for source, target, is_directory in pairs:
            if not is_directory and os.path.islink(target):
                remove_file(source, target) if remove_file else os.unlink(target)
        for _, target, is_directory in reversed(pairs):
            if is_directory and os.path.isdir(target) and not os.listdir(target):
                os.rmdir(target)
