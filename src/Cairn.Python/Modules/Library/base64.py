"""Base 16, 32 and 64."""

import binascii

__all__ = [
    "b64encode", "b64decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
    "b32encode", "b32decode", "b16encode", "b16decode", "encodebytes", "decodebytes",
]

_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return bytes(s)


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        encoded = encoded.replace(b"+", altchars[:1]).replace(b"/", altchars[1:])
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        s = s.replace(altchars[:1], b"+").replace(altchars[1:], b"/")
    if validate:
        for c in s.decode("latin-1").rstrip("="):
            if not (c.isalnum() and c.isascii() or c in "+/"):
                raise binascii.Error("Only base64 data is allowed")
    return binascii.a2b_base64(s)


standard_b64encode = b64encode
standard_b64decode = b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def encodebytes(s):
    return b"".join(binascii.b2a_base64(s[i : i + 57]) for i in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    for c in s.decode("latin-1"):
        if c not in "0123456789ABCDEF":
            raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def b32encode(s):
    result = []
    for start in range(0, len(s), 5):
        block = s[start : start + 5]
        number = int.from_bytes(block + b"\0" * (5 - len(block)), "big")
        digits = "".join(_BASE32[(number >> shift) & 31] for shift in range(35, -1, -5))
        used = (len(block) * 8 + 4) // 5
        result.append(digits[:used] + "=" * (8 - used))
    return "".join(result).encode("ascii")


def b32decode(s, casefold=False, map01=None):
    text = _bytes(s).decode("latin-1")
    if casefold:
        text = text.upper()
    if len(text) % 8:
        raise binascii.Error("Incorrect padding")
    result = b""
    for start in range(0, len(text), 8):
        block = text[start : start + 8].rstrip("=")
        number = 0
        for c in block:
            if c not in _BASE32:
                raise binascii.Error("Non-base32 digit found")
            number = (number << 5) | _BASE32.index(c)
        size = len(block) * 5 // 8
        if (len(block) * 5) % 8 >= 5:
            raise binascii.Error("Incorrect padding")
        result += (number << (40 - len(block) * 5)).to_bytes(5, "big")[:size]
    return result
