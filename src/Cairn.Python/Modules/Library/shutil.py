"""Operations on files and trees of files."""

import collections
import fnmatch
import os
import stat

__all__ = [
    "copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error",
    "SpecialFileError", "SameFileError", "which", "ignore_patterns", "chown", "disk_usage", "get_terminal_size",
    "make_archive", "unpack_archive", "get_archive_formats", "get_unpack_formats",
]


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


class ReadError(OSError):
    pass


_CHUNK = 1 << 20


def copyfileobj(fsrc, fdst, length=0):
    while True:
        data = fsrc.read(length or _CHUNK)
        if not data:
            return
        fdst.write(data)


def _samefile(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    if _samefile(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    for name in (src, dst):
        try:
            mode = os.stat(name).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError("`%s` is a named pipe" % os.fspath(name))
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc:
        with open(dst, "wb") as fdst:
            copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    if not follow_symlinks and os.path.islink(src):
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    if not follow_symlinks and os.path.islink(src):
        return
    state = os.stat(src)
    os.utime(dst, ns=(state.st_atime_ns, state.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(state.st_mode))


def _into(src, dst):
    if os.path.isdir(dst):
        return os.path.join(dst, os.path.basename(os.fspath(src)))
    return dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    def ignored(path, names):
        found = []
        for pattern in patterns:
            found.extend(fnmatch.filter(names, pattern))
        return set(found)

    return ignored


def copytree(
    src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False
):
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), list(names)) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in ignored:
            continue
        source = os.path.join(src, name)
        target = os.path.join(dst, name)
        try:
            if os.path.islink(source):
                if symlinks:
                    os.symlink(os.readlink(source), target)
                    continue
                if not os.path.exists(source) and ignore_dangling_symlinks:
                    continue
            if os.path.isdir(source):
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    def failed(function, name, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, error)
        elif onerror is not None:
            onerror(function, name, (type(error), error, getattr(error, "__traceback__", None)))
        else:
            raise error

    if os.path.islink(path):
        failed(os.path.islink, path, OSError("Cannot call rmtree on a symbolic link"))
        return
    try:
        names = os.listdir(path)
    except OSError as error:
        failed(os.scandir, path, error)
        return
    for name in names:
        full = os.path.join(path, name)
        if os.path.isdir(full) and not os.path.islink(full):
            rmtree(full, ignore_errors, onerror, onexc=onexc)
        else:
            try:
                os.unlink(full)
            except OSError as error:
                failed(os.unlink, full, error)
    try:
        os.rmdir(path)
    except OSError as error:
        failed(os.rmdir, path, error)


def move(src, dst, copy_function=copy2):
    real_dst = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            os.rename(src, dst)
            return dst
        real_dst = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(real_dst):
            raise Error("Destination path '%s' already exists" % real_dst)
    try:
        os.rename(src, real_dst)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real_dst)
            os.unlink(src)
        elif os.path.isdir(src):
            if (os.path.abspath(real_dst) + "/").startswith(os.path.abspath(src) + "/"):
                raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst)) from None
            copytree(src, real_dst, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real_dst)
            os.unlink(src)
    return real_dst


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    def usable(name):
        return os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)

    cmd = os.fspath(cmd)
    if os.path.dirname(cmd):
        return cmd if usable(cmd) else None
    if path is None:
        path = os.environ.get("PATH", os.defpath)
    if not path:
        return None
    for directory in dict.fromkeys(path.split(os.pathsep)):
        name = os.path.join(directory, cmd)
        if usable(name):
            return name
    return None


def chown(path, user=None, group=None):
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    if isinstance(user, str) or isinstance(group, str):
        raise NotImplementedError("not supported by the recipe language: names of users and groups in shutil.chown")
    state = os.stat(path)
    os.chown(path, state.st_uid if user is None else user, state.st_gid if group is None else group)


_usage = collections.namedtuple("usage", "total used free")


def disk_usage(path):
    raise NotImplementedError("not supported by the recipe language: shutil.disk_usage")


def get_terminal_size(fallback=(80, 24)):
    return os.get_terminal_size()


def get_archive_formats():
    return [("gztar", "gzip'ed tar-file"), ("tar", "uncompressed tar file"), ("zip", "ZIP file")]


def get_unpack_formats():
    return [("gztar", [".tar.gz", ".tgz"], "gzip'ed tar-file"), ("tar", [".tar"], "uncompressed tar file"), ("zip", [".zip"], "ZIP file")]


def make_archive(base_name, format, root_dir=None, base_dir=None, *args, **kwargs):
    import tarfile
    import zipfile

    suffixes = {"tar": ".tar", "gztar": ".tar.gz", "zip": ".zip"}
    if format not in suffixes:
        raise ValueError("unknown archive format '%s'" % format)
    root = os.path.abspath(root_dir or os.curdir)
    inner = base_dir or os.curdir
    name = os.path.abspath(base_name) + suffixes[format]
    os.makedirs(os.path.dirname(name), exist_ok=True)
    if format == "zip":
        with zipfile.ZipFile(name, "w") as archive:
            for directory, _, files in os.walk(os.path.join(root, inner)):
                for file in files:
                    path = os.path.join(directory, file)
                    archive.write(path, os.path.relpath(path, root))
    else:
        with tarfile.open(name, "w:gz" if format == "gztar" else "w") as archive:
            archive.add(os.path.join(root, inner), arcname=inner)
    return name


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    import tarfile
    import zipfile

    target = os.fspath(extract_dir) if extract_dir is not None else os.getcwd()
    name = os.fspath(filename)
    if format == "zip" or (format is None and name.endswith(".zip")):
        with zipfile.ZipFile(name) as archive:
            archive.extractall(target)
    elif format in ("tar", "gztar") or name.endswith((".tar", ".tar.gz", ".tgz")):
        with tarfile.open(name) as archive:
            archive.extractall(target)
    else:
        raise ReadError("Unknown archive format '{0}'".format(name))
