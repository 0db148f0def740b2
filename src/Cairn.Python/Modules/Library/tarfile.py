"""Tar archives, plain and packed with gzip."""

import gzip
import io
import os
import stat

__all__ = [
    "TarFile", "TarInfo", "is_tarfile", "open", "TarError", "ReadError", "CompressionError", "ExtractError", "REGTYPE",
    "DIRTYPE", "SYMTYPE", "LNKTYPE",
]

REGTYPE = b"0"
AREGTYPE = b"\0"
LNKTYPE = b"1"
SYMTYPE = b"2"
CHRTYPE = b"3"
BLKTYPE = b"4"
DIRTYPE = b"5"
FIFOTYPE = b"6"
BLOCKSIZE = 512
_open = open


class TarError(Exception):
    pass


class ReadError(TarError):
    pass


class CompressionError(TarError):
    pass


class ExtractError(TarError):
    pass


class OutsideDestinationError(TarError):
    pass


class TarInfo:
    def __init__(self, name=""):
        self.name = name
        self.mode = 0o644
        self.uid = 0
        self.gid = 0
        self.size = 0
        self.mtime = 0
        self.type = REGTYPE
        self.linkname = ""
        self.uname = ""
        self.gname = ""
        self._offset = 0

    @property
    def path(self):
        return self.name

    def isfile(self):
        return self.type in (REGTYPE, AREGTYPE)

    isreg = isfile

    def isdir(self):
        return self.type == DIRTYPE

    def issym(self):
        return self.type == SYMTYPE

    def islnk(self):
        return self.type == LNKTYPE

    def isdev(self):
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)

    def __repr__(self):
        return "<TarInfo %r>" % self.name


def _number(field):
    if field and field[0] & 0x80:
        return int.from_bytes(field[1:], "big")
    text = field.split(b"\0")[0].strip()
    return int(text, 8) if text else 0


def _text(field):
    return field.split(b"\0")[0].decode("utf-8", "surrogateescape")


def _padded(size):
    return (size + BLOCKSIZE - 1) // BLOCKSIZE * BLOCKSIZE


def is_tarfile(name):
    try:
        open(name).close()
        return True
    except TarError:
        return False


class TarFile:
    def __init__(self, name=None, mode="r", fileobj=None, packed=None):
        self.name = os.path.abspath(name) if isinstance(name, str) else None
        self.mode = mode
        self._members = []
        self._fileobj = fileobj
        self._packed = packed
        self.closed = False
        if mode == "r":
            if fileobj is not None:
                data = fileobj.read()
            else:
                with _open(name, "rb") as file:
                    data = file.read()
            self._data = self._unpacked(data)
            self._read()
        else:
            self._blocks = []
            if fileobj is None:
                # Fails now, not on closing, where the file cannot be made.
                _open(name, "xb" if mode == "x" else "wb").close()

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=10240, **kwargs):
        if not name and not fileobj:
            raise ValueError("nothing to open")
        separator = "|" if "|" in mode else ":"
        kind, _, packed = mode.partition(separator)
        kind = kind or "r"
        if kind not in ("r", "w", "x", "a"):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        if kind == "a" or packed in ("bz2", "xz"):
            raise CompressionError("not supported by the recipe language: tar archives in the mode %r" % mode)
        if packed not in ("", "*", "gz"):
            raise CompressionError("unknown compression type %r" % packed)
        return cls(os.fspath(name) if name is not None else None, kind, fileobj, packed)

    def _unpacked(self, data):
        if data[:2] == b"\x1f\x8b":
            if self._packed == "":
                pass
            return gzip.decompress(data)
        if self._packed == "gz":
            raise ReadError("not a gzip file")
        if data[:3] == b"BZh" or data[:6] == b"\xfd7zXZ\0":
            raise CompressionError("not supported by the recipe language: reading archives packed with bzip2 or xz")
        return data

    def _read(self):
        data = self._data
        position = 0
        long_name = long_link = None
        extended = {}
        while position + BLOCKSIZE <= len(data):
            header = data[position : position + BLOCKSIZE]
            if header == b"\0" * BLOCKSIZE:
                break
            try:
                expected = _number(header[148:156])
            except ValueError:
                expected = -1
            if expected != sum(header[:148]) + 256 + sum(header[156:]):
                if self._members:
                    break
                raise ReadError("file could not be opened successfully")
            size = _number(header[124:136])
            kind = header[156:157]
            position += BLOCKSIZE
            content = data[position : position + size]
            if kind == b"L":
                long_name = _text(content)
            elif kind == b"K":
                long_link = _text(content)
            elif kind in (b"x", b"X"):
                extended = self._records(content)
            elif kind == b"g":
                pass
            else:
                info = TarInfo()
                prefix = _text(header[345:500]) if header[257:262] == b"ustar" and header[262:263] == b"\0" else ""
                info.name = (prefix + "/" if prefix else "") + _text(header[:100])
                info.mode = _number(header[100:108])
                info.uid = _number(header[108:116])
                info.gid = _number(header[116:124])
                info.size = size if kind not in (LNKTYPE, SYMTYPE, DIRTYPE) else 0
                info.mtime = _number(header[136:148])
                info.type = kind
                info.linkname = _text(header[157:257])
                info.uname = _text(header[265:297])
                info.gname = _text(header[297:329])
                if long_name is not None:
                    info.name = long_name
                if long_link is not None:
                    info.linkname = long_link
                info.name = extended.get("path", info.name)
                info.linkname = extended.get("linkpath", info.linkname)
                if "size" in extended:
                    info.size = size = int(extended["size"])
                if "mtime" in extended:
                    info.mtime = float(extended["mtime"])
                if kind == AREGTYPE and info.name.endswith("/"):
                    info.type = DIRTYPE
                if info.type == DIRTYPE:
                    info.name = info.name.rstrip("/")
                info._offset = position
                self._members.append(info)
                long_name = long_link = None
                extended = {}
                if kind in (LNKTYPE, SYMTYPE, DIRTYPE):
                    size = 0
            position += _padded(size)
        if not self._members and len(data) < BLOCKSIZE:
            raise ReadError("empty file" if not data else "file could not be opened successfully")

    def _records(self, content):
        records = {}
        while content:
            length, _, _ = content.partition(b" ")
            if not length.isdigit():
                break
            record = content[: int(length)]
            content = content[int(length) :]
            key, _, value = record[len(length) + 1 : -1].partition(b"=")
            records[key.decode("utf-8")] = value.decode("utf-8", "surrogateescape")
        return records

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return iter(self._members)

    def getmembers(self):
        return self._members

    def getnames(self):
        return [info.name for info in self._members]

    def next(self):
        index = getattr(self, "_next", 0)
        self._next = index + 1
        return self._members[index] if index < len(self._members) else None

    def getmember(self, name):
        for info in reversed(self._members):
            if info.name == name.rstrip("/"):
                return info
        raise KeyError("filename %r not found" % name)

    def _content(self, info):
        if info.type == LNKTYPE:
            return self._content(self.getmember(info.linkname))
        return self._data[info._offset : info._offset + info.size]

    def extractfile(self, member):
        info = member if isinstance(member, TarInfo) else self.getmember(member)
        if info.isfile() or info.islnk():
            return io.BytesIO(self._content(info))
        return None

    def _inside(self, root, name):
        """The path below root; a name that would leave it is refused, whatever its links say."""
        target = os.path.join(root, name.lstrip("/"))
        real = os.path.realpath(target)
        top = os.path.realpath(root)
        if real != top and not real.startswith(top.rstrip("/") + "/"):
            raise OutsideDestinationError("%r would be extracted to %r, which is outside the destination" % (name, real))
        return target

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        info = member if isinstance(member, TarInfo) else self.getmember(member)
        root = os.path.abspath(os.fspath(path) or os.curdir)
        target = self._inside(root, info.name)
        if info.isdir():
            os.makedirs(target, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if os.path.lexists(target):
                os.unlink(target)
            if info.issym():
                self._inside(root, os.path.join(os.path.dirname(info.name), info.linkname))
                os.symlink(info.linkname, target)
                return
            if info.isdev():
                raise ExtractError("%r is a device" % info.name)
            with _open(target, "wb") as file:
                file.write(self._content(info))
        if set_attrs:
            os.chmod(target, info.mode & 0o755 if info.isfile() else 0o755)
            os.utime(target, (info.mtime, info.mtime))

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        for info in members if members is not None else self._members:
            self.extract(info, path)

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        name = os.fspath(name)
        state = os.lstat(name)
        info = TarInfo((arcname if arcname is not None else name).lstrip("/"))
        info.mode = stat.S_IMODE(state.st_mode)
        info.uid = state.st_uid
        info.gid = state.st_gid
        info.mtime = int(state.st_mtime)
        if stat.S_ISDIR(state.st_mode):
            info.type = DIRTYPE
        elif stat.S_ISLNK(state.st_mode):
            info.type = SYMTYPE
            info.linkname = os.readlink(name)
        else:
            info.size = state.st_size
        return info

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        name = os.fspath(name)
        info = self.gettarinfo(name, arcname)
        if filter is not None:
            info = filter(info)
            if info is None:
                return
        if info.isfile():
            with _open(name, "rb") as file:
                self.addfile(info, file)
            return
        self.addfile(info)
        if info.isdir() and recursive:
            for entry in sorted(os.listdir(name)):
                self.add(os.path.join(name, entry), os.path.join(info.name, entry), recursive, filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        content = fileobj.read(tarinfo.size) if fileobj is not None else b""
        name = tarinfo.name + "/" if tarinfo.isdir() and not tarinfo.name.endswith("/") else tarinfo.name
        for kind, text in ((b"L", name), (b"K", tarinfo.linkname)):
            data = text.encode("utf-8", "surrogateescape")
            if len(data) > 100:
                self._block(TarInfo("././@LongLink"), kind, data + b"\0", "././@LongLink", "")
        self._block(tarinfo, tarinfo.type, content, name, tarinfo.linkname)
        self._members.append(tarinfo)

    def _block(self, info, kind, content, name, linkname):
        def octal(value, size):
            return ("%0*o" % (size - 1, value)).encode("ascii") + b"\0"

        def field(text, size):
            data = text.encode("utf-8", "surrogateescape")[:size]
            return data + b"\0" * (size - len(data))

        header = b"".join([
            field(name, 100), octal(info.mode & 0o7777, 8), octal(info.uid, 8), octal(info.gid, 8), octal(len(content), 12),
            octal(int(info.mtime), 12), b" " * 8, kind, field(linkname, 100), b"ustar  \0", field(info.uname, 32),
            field(info.gname, 32), b"\0" * 183,
        ])
        checksum = ("%06o" % sum(header)).encode("ascii") + b"\0 "
        header = header[:148] + checksum + header[156:]
        self._blocks.append(header + content + b"\0" * (_padded(len(content)) - len(content)))

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self.mode == "r":
            return
        data = b"".join(self._blocks) + b"\0" * (2 * BLOCKSIZE)
        data += b"\0" * (-len(data) % 10240)
        if self._packed == "gz":
            data = gzip.compress(data)
        if self._fileobj is not None:
            self._fileobj.write(data)
        else:
            with _open(self.name, "wb") as file:
                file.write(data)


open = TarFile.open
