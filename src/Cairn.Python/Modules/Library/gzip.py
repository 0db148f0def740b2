"""Files packed with gzip."""

import io
import zlib

__all__ = ["open", "compress", "decompress", "GzipFile", "BadGzipFile"]

_open = open


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=9, *, mtime=None):
    return zlib._gzip(data)


def decompress(data):
    if data[:2] != b"\x1f\x8b":
        raise BadGzipFile("Not a gzipped file (%r)" % data[:2])
    return zlib._gunzip(data)


class GzipFile(io.BytesIO):
    """Holds the unpacked data; what was written is packed when the file is closed."""

    def __init__(self, filename=None, mode="rb", compresslevel=9, fileobj=None, mtime=None):
        self._writes = "r" not in mode
        self._file = fileobj
        self._owned = fileobj is None
        if fileobj is None:
            self._file = _open(filename, "wb" if "w" in mode else "ab" if "a" in mode else "rb")
        if not self._writes:
            self._fill(decompress(self._file.read()))

    def __new__(cls, *args, **kwargs):
        return io.BytesIO.__new__(cls)

    def _fill(self, data):
        io.BytesIO.write(self, data)
        self.seek(0)

    def close(self):
        if not self.closed:
            if self._writes:
                self._file.write(compress(self.getvalue()))
            if self._owned:
                self._file.close()
            io.BytesIO.close(self)

    def __exit__(self, *details):
        self.close()


class _TextGzip:
    def __init__(self, file, encoding, errors, newline):
        self._file = file
        self._encoding = encoding or "utf-8"
        self._errors = errors or "strict"

    def read(self, size=-1):
        return self._file.read(size).decode(self._encoding, self._errors)

    def readline(self):
        return self._file.readline().decode(self._encoding, self._errors)

    def readlines(self):
        return list(self)

    def write(self, text):
        self._file.write(text.encode(self._encoding, self._errors))
        return len(text)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    plain = mode.replace("t", "")
    if isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__"):
        file = GzipFile(filename, plain, compresslevel)
    else:
        file = GzipFile(None, plain, compresslevel, filename)
    return _TextGzip(file, encoding, errors, newline) if "t" in mode else file
