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

    def get_file_map(self, dest_root, ignore=None):
        """Where each file is linked."""
        return {source: target for source, target, is_directory in self._pairs(dest_root, ignore) if not is_directory}

    def find_conflict(self, dest_root, ignore=None, ignore_file_conflicts=False):
        """The first thing in the destination that is in the way; None if there is none."""
        for source, target, is_directory in self._pairs(dest_root, ignore):
            if is_directory and os.path.lexists(target) and not os.path.isdir(target):
                return f"File blocks directory: {target}"
            if not is_directory and os.path.isdir(target) and not os.path.isdir(source):
                return f"Directory blocks file: {target}"
            if not is_directory and os.path.lexists(target) and not ignore_file_conflicts:
                return target
        return None

    def merge_directories(self, dest_root, ignore=None):
        """Makes the directories that are missing."""
        for _, target, is_directory in self._pairs(dest_root, ignore):
            if is_directory:
                if os.path.exists(target) and not os.path.isdir(target):
                    raise ValueError(f"File blocks directory: {target}")
                os.makedirs(target, exist_ok=True)

    def unmerge_directories(self, dest_root, ignore=None):
        """Removes the directories that are empty."""
        for _, target, is_directory in reversed(list(self._pairs(dest_root, ignore))):
            if is_directory and os.path.isdir(target) and not os.listdir(target):
                os.rmdir(target)

    def merge(self, dest_root, ignore_conflicts=False, ignore=None, link=os.symlink, relative=False):
        """Links all files; existing ones are conflicts unless these are to be ignored."""
        pairs = list(self._pairs(dest_root, ignore))
        conflicts = [target for _, target, is_directory in pairs if not is_directory and os.path.lexists(target)]
        if conflicts and not ignore_conflicts:
            raise MergeConflictError("Conflict merging from {}: {}".format(self._root, ", ".join(conflicts)), conflicts)
        self.merge_directories(dest_root, ignore)
        for source, target, is_directory in pairs:
            if not is_directory and not os.path.lexists(target):
                link(os.path.relpath(source, os.path.dirname(target)) if relative else os.path.abspath(source), target)

    def unmerge(self, dest_root, ignore=None, remove_file=None):
        """Removes the links, and the directories that become empty."""
        for source, target in self.get_file_map(dest_root, ignore).items():
            if os.path.islink(target):
                remove_file(source, target) if remove_file else os.unlink(target)
        self.unmerge_directories(dest_root, ignore)
