"""Encodings by name."""

__all__ = ["open", "encode", "decode", "lookup", "BOM_UTF8", "BOM_UTF16_LE", "BOM_UTF16_BE"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE = b"\xff\xfe"
BOM_UTF16_BE = b"\xfe\xff"
_open = open


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None or "b" in mode:
        return _open(filename, mode)
    return _open(filename, mode, encoding=encoding, errors=errors, newline="")


def encode(obj, encoding="utf-8", errors="strict"):
    if encoding in ("rot13", "rot_13"):
        return "".join(_rotated(c) for c in obj)
    if encoding in ("hex", "hex_codec"):
        return obj.hex().encode("ascii")
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    if encoding in ("rot13", "rot_13"):
        return "".join(_rotated(c) for c in obj)
    if encoding in ("hex", "hex_codec"):
        return bytes.fromhex(obj.decode("ascii"))
    return obj.decode(encoding, errors)


def _rotated(c):
    for first in ("a", "A"):
        offset = ord(c) - ord(first)
        if 0 <= offset < 26:
            return chr(ord(first) + (offset + 13) % 26)
    return c


class CodecInfo:
    def __init__(self, name):
        self.name = name


def lookup(encoding):
    "".encode(encoding)
    return CodecInfo(encoding.lower().replace("_", "-"))
