"""Printing of nested data over several lines."""

import sys

__all__ = ["pprint", "pformat", "pp", "PrettyPrinter", "saferepr", "isreadable", "isrecursive"]


def saferepr(object):
    return _repr(object, set(), True)


def _key(value):
    return (str(type(value)), repr(value))


def _sorted(values):
    values = list(values)
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=_key)


def _repr(value, open_ids, sort_dicts):
    if not isinstance(value, (dict, list, tuple)) or type(value).__repr__ not in (dict.__repr__, list.__repr__, tuple.__repr__):
        return repr(value)
    if not value:
        return repr(value)
    if id(value) in open_ids:
        return "<Recursion on %s with id=%s>" % (type(value).__name__, id(value))
    inside = open_ids | {id(value)}
    if isinstance(value, dict):
        items = value.items()
        if sort_dicts:
            items = [(key, value[key]) for key in _sorted(value)]
        return "{%s}" % ", ".join("%s: %s" % (_repr(k, inside, sort_dicts), _repr(v, inside, sort_dicts)) for k, v in items)
    parts = ", ".join(_repr(item, inside, sort_dicts) for item in value)
    if isinstance(value, list):
        return "[%s]" % parts
    return "(%s,)" % parts if len(value) == 1 else "(%s)" % parts


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._stream = stream
        self._sort = sort_dicts
        self._compact = compact

    def pprint(self, object):
        (sys.stdout if self._stream is None else self._stream).write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._format(object, parts, 0, 0, set())
        return "".join(parts)

    def _format(self, value, parts, indent, allowance, open_ids):
        flat = _repr(value, open_ids, self._sort)
        if len(flat) <= self._width - indent - allowance:
            parts.append(flat)
            return
        kind = type(value).__repr__
        if id(value) in open_ids:
            parts.append(flat)
        elif isinstance(value, dict) and kind is dict.__repr__ and value:
            self._dict(value, parts, indent, allowance, open_ids | {id(value)})
        elif isinstance(value, list) and kind is list.__repr__ and value:
            self._items("[", value, "]", parts, indent, allowance, open_ids | {id(value)})
        elif isinstance(value, tuple) and kind is tuple.__repr__ and value:
            self._items("(", value, ",)" if len(value) == 1 else ")", parts, indent, allowance, open_ids | {id(value)})
        elif isinstance(value, (set, frozenset)) and kind in (set.__repr__, frozenset.__repr__) and value:
            opening = "{" if type(value) is set else type(value).__name__ + "({"
            closing = "}" if type(value) is set else "})"
            extra = 0 if type(value) is set else len(type(value).__name__) + 1
            self._items(opening, _sorted(value), closing, parts, indent + extra, allowance, open_ids | {id(value)})
        elif isinstance(value, str) and kind is str.__repr__ and value:
            self._str(value, parts, indent, allowance, len(open_ids) + 1)
        else:
            parts.append(flat)

    def _dict(self, value, parts, indent, allowance, open_ids):
        parts.append("{" + " " * (self._indent - 1))
        items = [(key, value[key]) for key in _sorted(value)] if self._sort else list(value.items())
        inner = indent + self._indent
        for i, (key, item) in enumerate(items):
            name = _repr(key, open_ids, self._sort)
            parts.append(name + ": ")
            last = i == len(items) - 1
            self._format(item, parts, inner + len(name) + 2, allowance + 1 if last else 1, open_ids)
            if not last:
                parts.append(",\n" + " " * inner)
        parts.append("}")

    def _items(self, opening, values, closing, parts, indent, allowance, open_ids):
        values = list(values)
        parts.append(opening)
        if self._indent > 1:
            parts.append(" " * (self._indent - 1))
        inner = indent + self._indent
        room = full = self._width - inner + 1
        break_line = ",\n" + " " * inner
        separator = ""
        for i, value in enumerate(values):
            last = i == len(values) - 1
            tail = allowance + len(closing) if last else 1
            if self._compact:
                flat = _repr(value, open_ids, self._sort)
                if last:
                    room -= tail
                    full -= tail
                size = len(flat) + 2
                if room < size:
                    room = full
                    separator = separator and break_line
                if room >= size:
                    room -= size
                    parts.append(separator + flat)
                    separator = ", "
                    continue
            parts.append(separator)
            separator = break_line
            self._format(value, parts, inner, tail, open_ids)
        parts.append(closing)

    def _str(self, value, parts, indent, allowance, level):
        import re

        lines = value.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        width = limit = self._width - indent
        pieces = []
        for i, line in enumerate(lines):
            shown = repr(line)
            if i == len(lines) - 1:
                width -= allowance
            if len(shown) <= width:
                pieces.append(shown)
                continue
            words = re.findall(r"\S*\s*", line)
            words.pop()
            width = limit
            current = ""
            for j, word in enumerate(words):
                candidate = current + word
                if j == len(words) - 1 and i == len(lines) - 1:
                    width -= allowance
                if len(repr(candidate)) > width:
                    if current:
                        pieces.append(repr(current))
                    current = word
                else:
                    current = candidate
            if current:
                pieces.append(repr(current))
        if len(pieces) == 1:
            parts.append(repr(value))
            return
        if level == 1:
            parts.append("(")
        parts.append(("\n" + " " * indent).join(pieces))
        if level == 1:
            parts.append(")")


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def isreadable(object):
    return "<" not in saferepr(object)


def isrecursive(object):
    return "<Recursion on" in saferepr(object)
