"""ZIP archives."""

import io
import os
import stat
import time
import zlib

import struct

__all__ = ["BadZipFile", "BadZipfile", "ZIP_DEFLATED", "ZIP_STORED", "ZipFile", "ZipInfo", "is_zipfile"]

ZIP_STORED = 0
ZIP_DEFLATED = 8


class BadZipFile(Exception):
    pass


BadZipfile = error = BadZipFile


class LargeZipFile(Exception):
    pass


class ZipInfo:
    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.filename = filename
        self.date_time = date_time
        self.compress_type = ZIP_STORED
        self.comment = b""
        self.create_system = 3
        self.external_attr = 0
        self.header_offset = 0
        self.CRC = 0
        self.compress_size = 0
        self.file_size = 0

    @classmethod
    def from_file(cls, filename, arcname=None):
        state = os.stat(filename)
        name = os.path.normpath(os.fspath(filename) if arcname is None else arcname).lstrip("/")
        info = cls(name + "/" if stat.S_ISDIR(state.st_mode) else name, tuple(time.localtime(state.st_mtime))[:6])
        info.external_attr = (state.st_mode & 0xFFFF) << 16
        return info

    def is_dir(self):
        return self.filename.endswith("/")

    def __repr__(self):
        return "<ZipInfo filename=%r file_size=%d>" % (self.filename, self.file_size)


def is_zipfile(filename):
    try:
        if hasattr(filename, "read"):
            filename.seek(0)
            return b"PK\x05\x06" in filename.read()
        with open(filename, "rb") as file:
            return b"PK\x05\x06" in file.read()
    except OSError:
        return False


class ZipFile:
    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, **options):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        self.mode = mode
        self.compression = compression
        self.filelist = []
        self.NameToInfo = {}
        self._open = not hasattr(file, "read")
        self.filename = file if self._open else getattr(file, "name", None)
        self.fp = open(file, {"r": "rb", "w": "wb", "x": "xb", "a": "rb"}[mode]) if self._open else file
        self._data = b""
        if mode in ("r", "a"):
            self._data = self.fp.read()
            self._read_directory()
        if mode == "a":
            kept = [(info, self.read(info)) for info in self.filelist]
            if self._open:
                self.fp.close()
                self.fp = open(file, "wb")
            else:
                self.fp.seek(0)
                self.fp.truncate()
            self.filelist = []
            self.NameToInfo = {}
            self._offset = 0
            for info, content in kept:
                self._add(info, content)
        else:
            self._offset = 0

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def _read_directory(self):
        data = self._data
        end = data.rfind(b"PK\x05\x06")
        if end < 0:
            raise BadZipFile("File is not a zip file")
        count, size, start = struct.unpack("<HII", data[end + 10 : end + 20])
        shift = end - size - start
        position = start + shift
        for _ in range(count):
            if data[position : position + 4] != b"PK\x01\x02":
                raise BadZipFile("Bad magic number for central directory")
            fields = struct.unpack("<HHHHHHIIIHHHHHII", data[position + 4 : position + 46])
            name = data[position + 46 : position + 46 + fields[9]].decode("utf-8" if fields[2] & 0x800 else "latin-1")
            info = ZipInfo(name)
            moment, day = fields[4], fields[5]
            info.date_time = (
                (day >> 9) + 1980, (day >> 5) & 15, day & 31, moment >> 11, (moment >> 5) & 63, (moment & 31) * 2,
            )
            info.create_system = fields[0] >> 8
            info.compress_type = fields[3]
            info.CRC, info.compress_size, info.file_size = fields[6:9]
            info.external_attr = fields[14]
            info.header_offset = fields[15] + shift
            self.filelist.append(info)
            self.NameToInfo[name] = info
            position += 46 + fields[9] + fields[10] + fields[11]

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def getinfo(self, name):
        if name not in self.NameToInfo:
            raise KeyError("There is no item named %r in the archive" % name)
        return self.NameToInfo[name]

    def read(self, name, pwd=None):
        info = name if isinstance(name, ZipInfo) else self.getinfo(name)
        start = info.header_offset
        name_size, extra_size = struct.unpack("<HH", self._data[start + 26 : start + 30])
        start += 30 + name_size + extra_size
        packed = self._data[start : start + info.compress_size]
        if info.compress_type == ZIP_STORED:
            content = packed
        elif info.compress_type == ZIP_DEFLATED:
            content = zlib.decompress(packed, -15)
        else:
            raise NotImplementedError("That compression method is not supported")
        if zlib.crc32(content) != info.CRC:
            raise BadZipFile("Bad CRC-32 for file %r" % info.filename)
        return content

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        if mode != "r":
            raise NotImplementedError("not supported by the recipe language: ZipFile.open for writing")
        return io.BytesIO(self.read(name))

    def testzip(self):
        for info in self.filelist:
            try:
                self.read(info)
            except BadZipFile:
                return info.filename
        return None

    def extract(self, member, path=None, pwd=None):
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        parts = [part for part in info.filename.split("/") if part not in ("", ".", "..")]
        target = os.path.join(os.getcwd() if path is None else os.fspath(path), *parts)
        if info.is_dir():
            os.makedirs(target, exist_ok=True)
            return target
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(self.read(info))
        return target

    def extractall(self, path=None, members=None, pwd=None):
        for member in members if members is not None else self.namelist():
            self.extract(member, path)

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        info = ZipInfo.from_file(filename, arcname)
        info.compress_type = self.compression if compress_type is None else compress_type
        content = b""
        if not info.is_dir():
            with open(filename, "rb") as file:
                content = file.read()
        self._add(info, content)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, tuple(time.localtime())[:6])
            info.external_attr = 0o600 << 16
            info.compress_type = self.compression
        if compress_type is not None:
            info.compress_type = compress_type
        self._add(info, data.encode("utf-8") if isinstance(data, str) else data)

    def _add(self, info, content):
        if self.mode == "r":
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        packed = content
        if info.compress_type == ZIP_DEFLATED:
            # A zlib stream is a deflate stream with two bytes in front and a checksum of four behind.
            packed = zlib.compress(content)[2:-4]
        info.CRC = zlib.crc32(content)
        info.file_size = len(content)
        info.compress_size = len(packed)
        info.header_offset = self._offset
        header = self._fields(info)
        name = info.filename.encode("utf-8")
        block = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *header, len(name), 0) + name + packed
        self.fp.write(block)
        self._offset += len(block)
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def _fields(self, info):
        year, month, day, hour, minute, second = info.date_time
        return (
            20, 0x800, info.compress_type, (hour << 11) | (minute << 5) | (second // 2),
            ((max(year, 1980) - 1980) << 9) | (month << 5) | day, info.CRC, info.compress_size, info.file_size,
        )

    def close(self):
        if self.fp is None:
            return
        if self.mode != "r":
            start = self._offset
            for info in self.filelist:
                name = info.filename.encode("utf-8")
                entry = b"PK\x01\x02" + struct.pack(
                    "<HHHHHHIIIHHHHHII", 0x314, *self._fields(info), len(name), 0, 0, 0, 0, info.external_attr, info.header_offset
                )
                self.fp.write(entry + name)
                self._offset += len(entry) + len(name)
            count = len(self.filelist)
            self.fp.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, self._offset - start, start, 0))
        if self._open:
            self.fp.close()
        self.fp = None
