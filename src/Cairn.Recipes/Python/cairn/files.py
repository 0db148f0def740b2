"""Copying, installing and removing files."""

import errno
import glob
import os
import re
import shutil
import stat
from contextlib import contextmanager


def join_path(prefix, *args):
    """The parts joined by slashes; parts may be anything that has a text."""
    path = str(prefix)
    for part in args:
        path = os.path.join(path, str(part))
    return path


def ancestor(directory, n=1):
    """The n-th directory above."""
    parent = os.path.abspath(directory)
    for _ in range(n):
        parent = os.path.dirname(parent)
    return parent


def path_contains_subdirectory(path, root):
    """True if ``path`` lies below ``root``."""
    return (os.path.normpath(path) + os.sep).startswith(os.path.normpath(root) + os.sep)


def mkdirp(*paths, mode=None, group=None, default_perms=None):
    """Creates directories and what is missing above them."""
    if default_perms not in (None, "args", "parents"):
        raise ValueError(f"Invalid value: '{default_perms}'. Choose from 'args' or 'parents'.")
    for path in paths:
        path = str(path)
        if os.path.isdir(path):
            continue
        if os.path.exists(path):
            raise OSError(errno.EEXIST, "File already exists", path)
        created = []
        missing = path
        while missing and not os.path.lexists(missing):
            created.append(missing)
            missing = os.path.dirname(missing)
        os.makedirs(path, exist_ok=True)
        for directory in created:
            if default_perms == "parents" and directory != path:
                os.chmod(directory, stat.S_IMODE(os.stat(missing or ".").st_mode))
                continue
            if group is not None:
                _change_group_unless_world_writable(directory, group)
            if mode is not None:
                os.chmod(directory, mode)  # after the group: changing that may drop the set-group bit


def _change_group_unless_world_writable(path, group):
    if not os.stat(path).st_mode & stat.S_IWOTH:
        chgrp(path, group)


def chgrp(path, group, follow_symlinks=True):
    """Gives a file to a group, named or by number."""
    shutil.chown(path, group=group) if follow_symlinks else os.chown(path, -1, int(group), follow_symlinks=False)


@contextmanager
def working_dir(dirname, *, create=False):
    """Works inside of a directory and comes back, whatever happens."""
    if create:
        mkdirp(dirname)
    before = os.getcwd()
    os.chdir(str(dirname))
    try:
        yield
    finally:
        os.chdir(before)


def copy_mode(source, destination):
    """Makes ``destination`` executable where ``source`` is."""
    if os.path.islink(destination):
        return
    source_mode = os.stat(source).st_mode
    mode = os.stat(destination).st_mode
    for executable in (stat.S_IXUSR, stat.S_IXGRP, stat.S_IXOTH):
        if source_mode & executable:
            mode |= executable
    os.chmod(destination, stat.S_IMODE(mode))


def set_install_permissions(path):
    """The permissions of installed files: everybody reads, the owner writes."""
    if os.path.islink(path):
        return
    os.chmod(path, 0o755 if os.path.isdir(path) else 0o644)


def set_executable(path):
    """Lets everybody who may read a file run it."""
    mode = stat.S_IMODE(os.stat(path).st_mode)
    for readable, executable in ((stat.S_IRUSR, stat.S_IXUSR), (stat.S_IRGRP, stat.S_IXGRP), (stat.S_IROTH, stat.S_IXOTH)):
        if mode & readable:
            mode |= executable
    os.chmod(path, mode)


def _copy(source, destination, is_install):
    source, destination = str(source), str(destination)
    files = glob.glob(source)
    if not files:
        raise OSError(f"No such file or directory: '{source}'")
    if len(files) > 1 and not os.path.isdir(destination):
        raise ValueError(f"'{source}' matches multiple files but '{destination}' is not a directory")
    for file in files:
        target = os.path.join(destination, os.path.basename(file)) if os.path.isdir(destination) else destination
        shutil.copy(file, target)
        if is_install:
            set_install_permissions(target)
            copy_mode(file, target)


def copy(src, dest, _permissions=False):
    """Copies files, which a pattern may name, to a file or into a directory."""
    _copy(src, dest, _permissions)


def install(src, dest):
    """Like ``copy``, with the permissions of installed files."""
    _copy(src, dest, True)


def copy_tree(src, dest, symlinks=True, ignore=None, _permissions=False):
    """Copies directories, which a pattern may name, with all below them.

    Links stay links unless ``symlinks`` is false; absolute ones into the source lead into the copy. Paths for which ``ignore``
    says so, given relative to the source, are left out.
    """
    src, dest = str(src), str(dest)
    destination = os.path.abspath(dest)
    directories = glob.glob(src)
    if not directories:
        raise OSError(f"No such file or directory: '{src}'", errno.ENOENT)
    for directory in directories:
        source = os.path.abspath(directory)
        if (destination + os.sep).startswith(source + os.sep):
            raise ValueError(f"Cannot copy ancestor directory {source} into {destination}")
        mkdirp(destination)
        _copy_below(source, destination, "", symlinks, ignore, _permissions, source, destination)


def _copy_below(source, destination, relative, symlinks, ignore, is_install, source_root, destination_root):
    for name in sorted(os.listdir(source)):
        path = os.path.join(relative, name)
        if ignore is not None and ignore(path):
            continue
        original, target = os.path.join(source, name), os.path.join(destination, name)
        if os.path.islink(original) and symlinks:
            _copy_link(original, target, source_root, destination_root)
            continue
        if os.path.isdir(original):
            mkdirp(target)
            _copy_below(original, target, path, symlinks, ignore, is_install, source_root, destination_root)
        else:
            shutil.copy2(original, target)
        if is_install:
            set_install_permissions(target)
            copy_mode(original, target)


def _copy_link(original, target, source_root, destination_root):
    leads_to = os.readlink(original)
    if leads_to == source_root or leads_to.startswith(source_root + os.sep):
        leads_to = destination_root + leads_to[len(source_root) :]
    if os.path.lexists(target):
        os.remove(target)
    os.symlink(leads_to, target)


def install_tree(src, dest, symlinks=True, ignore=None):
    """Like ``copy_tree``, with the permissions of installed files."""
    copy_tree(src, dest, symlinks=symlinks, ignore=ignore, _permissions=True)


def touch(path):
    """Creates an empty file, or sets its time to now."""
    with open(path, "a"):
        os.utime(path, None)


def force_remove(*paths):
    """Removes files, and is content where there are none."""
    for path in paths:
        try:
            os.remove(path)
        except OSError:
            if os.path.lexists(path):
                raise


def force_symlink(src, dest):
    """Makes a link in place of whatever file or link has its name."""
    if os.path.lexists(dest):
        os.remove(dest)
    os.symlink(src, dest)


def symlink(source, link_path):
    """Makes a link."""
    os.symlink(str(source), str(link_path))


def readlink(path):
    """Where a link leads."""
    return os.readlink(path)


def rename(src, dst):
    """Moves a file or directory over whatever has the new name."""
    os.rename(src, dst)


def remove_linked_tree(path):
    """Removes a directory, or the directory to which a link leads and the link."""
    if not os.path.lexists(path):
        return
    if os.path.islink(path):
        shutil.rmtree(os.path.realpath(path), ignore_errors=True)
        os.unlink(path)
    else:
        shutil.rmtree(path, ignore_errors=True)


def remove_directory_contents(directory):
    """Empties a directory."""
    if not os.path.isdir(directory):
        return
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)


@contextmanager
def safe_remove(*files_or_dirs):
    """Takes files out of the way; puts them back if the body fails."""
    import tempfile

    aside = tempfile.mkdtemp()
    moved = []
    try:
        for pattern in files_or_dirs:
            for path in glob.glob(str(pattern)):
                kept = os.path.join(aside, str(len(moved)))
                shutil.move(path, kept)
                moved.append((os.path.abspath(path), kept))
        yield dict(moved)
    except BaseException:
        for path, kept in moved:
            if not os.path.lexists(path):
                shutil.move(kept, path)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def keep_modification_time(*filenames):
    """Lets the body change files without make noticing."""
    times = {name: os.path.getmtime(name) for name in filenames if os.path.exists(name)}
    yield
    for name, time in times.items():
        if os.path.exists(name):
            os.utime(name, (os.path.getatime(name), time))


def is_exe(path):
    """True for a regular file that this process may run."""
    return os.path.isfile(path) and os.access(path, os.X_OK)


def has_shebang(path):
    """True for a file that starts with ``#!``."""
    try:
        with open(path, "rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False


def can_access(file_name):
    """True if this process may read and write a file."""
    return os.access(file_name, os.R_OK | os.W_OK)


def windows_sfn(path):
    """Short names exist on Windows only; elsewhere a path is its own short name."""
    return path


def touchp(path):
    """Like ``touch``, and creates the directories above."""
    mkdirp(os.path.dirname(path))
    touch(path)


@contextmanager
def temp_cwd():
    """Works inside of a temporary directory, which goes away at the end."""
    import tempfile

    directory = tempfile.mkdtemp()
    try:
        with working_dir(directory):
            yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def traverse_tree(source_root, dest_root, rel_path="", *, order="pre", ignore=None, follow_nonexisting=True, follow_links=False):
    """Pairs of a path in one tree and its place in another; ``order`` says whether a directory comes before or after its content."""
    if order not in ("pre", "post"):
        raise ValueError("Order must be 'pre' or 'post'.")
    source, destination = os.path.join(source_root, rel_path), os.path.join(dest_root, rel_path)
    if order == "pre":
        yield (source, destination)
    for name in os.listdir(source):
        below = os.path.join(rel_path, name)
        if ignore is not None and ignore(below):
            continue
        child = os.path.join(source_root, below)
        if os.path.isdir(child) and (follow_links or not os.path.islink(child)):
            if follow_nonexisting or os.path.exists(os.path.join(dest_root, below)):
                for pair in traverse_tree(
                    source_root,
                    dest_root,
                    below,
                    order=order,
                    ignore=ignore,
                    follow_nonexisting=follow_nonexisting,
                    follow_links=follow_links,
                ):
                    yield pair
        else:
            yield (child, os.path.join(dest_root, below))
    if order == "post":
        yield (source, destination)


@contextmanager
def write_tmp_and_move(filename, *, encoding=None):
    """Writes a file beside the final one and takes its place at the end."""
    temporary = os.path.join(os.path.dirname(filename), f".{os.path.basename(filename)}.tmp")
    with open(temporary, "w", encoding=encoding) as file:
        yield file
    os.rename(temporary, filename)
