"""Matching of file names against shell patterns."""

import functools
import os
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def fnmatchcase(name, pat):
    return _compiled(pat)(name) is not None


def filter(names, pat):
    match = _compiled(os.path.normcase(pat))
    return [name for name in names if match(name) is not None]


@functools.lru_cache(maxsize=256)
def _compiled(pat):
    return re.compile(translate(pat)).match


def translate(pat):
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] != ".*":
                parts.append(".*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            part, i = _set(pat, i)
            parts.append(part)
        else:
            parts.append(re.escape(c))
    return "(?s:%s)\\Z" % "".join(parts)


def _set(pat, start):
    """Translates the set that begins after the bracket at start - 1; an unclosed one stands for itself."""
    end = start
    if end < len(pat) and pat[end] == "!":
        end += 1
    if end < len(pat) and pat[end] == "]":
        end += 1
    while end < len(pat) and pat[end] != "]":
        end += 1
    if end >= len(pat):
        return "\\[", start
    body = pat[start:end]
    negated = body.startswith("!")
    if negated:
        body = body[1:]
    members = []
    i = 0
    while i < len(body):
        if i + 2 < len(body) and body[i + 1] == "-":
            if body[i] <= body[i + 2]:
                members.append(_member(body[i]) + "-" + _member(body[i + 2]))
            i += 3
        else:
            members.append(_member(body[i]))
            i += 1
    if not members:
        return ("." if negated else "(?!)"), end + 1
    return "[%s%s]" % ("^" if negated else "", "".join(members)), end + 1


def _member(c):
    return "\\" + c if c in "\\]^-[&~|" else c
