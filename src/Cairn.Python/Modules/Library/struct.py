"""Numbers as bytes."""

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]

import _struct

_SIZES = {
    "x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8, "e": 2, "f": 4, "d": 8,
    "s": 1, "p": 1, "n": 8, "N": 8, "P": 8,
}


class error(Exception):
    pass


def _parsed(format):
    """Byte order and a list of (code, count, offset), and the whole size."""
    if isinstance(format, bytes):
        format = format.decode("ascii")
    order = "little"
    aligned = True
    sizes = dict(_SIZES)
    if format[:1] in ("@", "=", "<", ">", "!"):
        aligned = format[0] == "@"
        if format[0] in (">", "!"):
            order = "big"
        format = format[1:]
    if aligned:
        sizes["l"] = sizes["L"] = 8
    items = []
    offset = 0
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            continue
        digits = ""
        while c.isdigit():
            digits += c
            if i >= len(format):
                raise error("repeat count given without format specifier")
            c = format[i]
            i += 1
        if c not in sizes or (c in "nNP" and not aligned):
            raise error("bad char in struct format")
        count = int(digits) if digits else 1
        size = sizes[c]
        if aligned and c not in "xsp" and offset % size:
            offset += size - offset % size
        if c in "sp":
            items.append((c, count, offset, size))
            offset += count
        elif c == "x":
            offset += count
        else:
            for _ in range(count):
                items.append((c, 1, offset, size))
                offset += size
    return order, items, offset


def calcsize(format):
    return _parsed(format)[2]


def pack(format, *values):
    order, items, total = _parsed(format)
    if len(values) != len(items):
        raise error("pack expected %d items for packing (got %d)" % (len(items), len(values)))
    result = b""
    for (code, count, offset, size), value in zip(items, values):
        result += b"\0" * (offset - len(result))
        if code == "s":
            if not isinstance(value, bytes):
                raise error("argument for 's' must be a bytes object")
            result += value[:count] + b"\0" * (count - len(value[:count]))
        elif code == "p":
            text = value[: min(count - 1, 255)]
            result += bytes([len(text)]) + text + b"\0" * (count - 1 - len(text))
        elif code == "c":
            if not isinstance(value, bytes) or len(value) != 1:
                raise error("char format requires a bytes object of length 1")
            result += value
        elif code == "?":
            result += b"\1" if value else b"\0"
        elif code in "efd":
            if not isinstance(value, (int, float)):
                raise error("required argument is not a float")
            data = _struct.pack_float(float(value), size)
            result += data[::-1] if order == "big" else data
        else:
            if not isinstance(value, int):
                raise error("required argument is not an integer")
            signed = code.islower()
            low = -(1 << (size * 8 - 1)) if signed else 0
            high = (1 << (size * 8 - (1 if signed else 0))) - 1
            if not low <= value <= high:
                name = {"b": "byte", "B": "ubyte"}.get(code, "'%s'" % code)
                raise error("%s format requires %d <= number <= %d" % (name, low, high) if size < 8 else "int too large to convert")
            result += value.to_bytes(size, order, signed=signed)
    return result + b"\0" * (total - len(result))


def unpack(format, buffer):
    total = calcsize(format)
    if len(buffer) != total:
        raise error("unpack requires a buffer of %d bytes" % total)
    return unpack_from(format, buffer)


def unpack_from(format, buffer, offset=0):
    order, items, total = _parsed(format)
    if len(buffer) - offset < total:
        raise error(
            "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)"
            % (total + offset, total, offset, len(buffer))
        )
    values = []
    for code, count, position, size in items:
        start = offset + position
        if code == "s":
            values.append(buffer[start : start + count])
            continue
        if code == "p":
            length = min(buffer[start], count - 1)
            values.append(buffer[start + 1 : start + 1 + length])
            continue
        data = buffer[start : start + size]
        if code == "c":
            values.append(data)
        elif code == "?":
            values.append(data != b"\0")
        elif code in "efd":
            values.append(_struct.unpack_float(data[::-1] if order == "big" else data))
        else:
            values.append(int.from_bytes(data, order, signed=code.islower()))
    return tuple(values)


def iter_unpack(format, buffer):
    size = calcsize(format)
    if size == 0 or len(buffer) % size:
        raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % size)
    for start in range(0, len(buffer), size):
        yield unpack_from(format, buffer, start)


def pack_into(format, buffer, offset, *values):
    raise NotImplementedError("not supported by the recipe language: struct.pack_into")


class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)
