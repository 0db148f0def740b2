"""Escaping of HTML text."""

import re

__all__ = ["escape", "unescape"]

_NAMED = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0", "copy": "\xa9", "reg": "\xae",
    "ndash": "\u2013", "mdash": "\u2014", "lsquo": "\u2018", "rsquo": "\u2019", "ldquo": "\u201c", "rdquo": "\u201d",
    "hellip": "\u2026", "bull": "\u2022", "trade": "\u2122", "deg": "\xb0", "plusmn": "\xb1", "middot": "\xb7",
    "times": "\xd7", "euro": "\u20ac", "laquo": "\xab", "raquo": "\xbb", "sect": "\xa7", "para": "\xb6",
}
_REFERENCE = re.compile(r"&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([a-zA-Z][a-zA-Z0-9]*);)")


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


def unescape(s):
    def replace(match):
        if match.group(3) is not None:
            return _NAMED.get(match.group(3), match.group())
        number = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
        return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"

    return _REFERENCE.sub(replace, s)
