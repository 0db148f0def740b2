"""The text of exceptions."""

import sys

__all__ = [
    "print_exc", "print_exception", "print_tb", "print_stack", "format_exc", "format_exception", "format_exception_only",
    "format_tb", "format_list", "format_stack", "extract_tb", "extract_stack", "FrameSummary", "StackSummary",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line or ""

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)


class StackSummary(list):
    def format(self):
        return format_list(self)


def _line(filename, lineno):
    try:
        with open(filename) as file:
            for number, line in enumerate(file, start=1):
                if number == lineno:
                    return line.strip()
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def extract_tb(tb, limit=None):
    entries = StackSummary()
    while tb is not None and (limit is None or len(entries) < limit):
        code = tb.tb_frame.f_code
        entries.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name, _line(code.co_filename, tb.tb_lineno)))
        tb = tb.tb_next
    return entries


def extract_stack(f=None, limit=None):
    frame = sys._getframe(1) if f is None else f
    entries = []
    while frame is not None and (limit is None or len(entries) < limit):
        code = frame.f_code
        entries.append(FrameSummary(code.co_filename, frame.f_lineno, code.co_name, _line(code.co_filename, frame.f_lineno)))
        frame = frame.f_back
    return StackSummary(reversed(entries))


def format_list(extracted_list):
    result = []
    for filename, lineno, name, line in extracted_list:
        text = '  File "%s", line %s, in %s\n' % (filename, lineno, name)
        if line:
            text += "    %s\n" % line
        result.append(text)
    return result


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def format_exception_only(exc, value=None):
    error = exc if isinstance(exc, BaseException) else value
    kind = type(error)
    if error is None:
        return ["%s: None\n" % exc.__name__ if isinstance(exc, type) else "NoneType: None\n"]
    name = kind.__qualname__
    if kind.__module__ not in ("__main__", "builtins"):
        name = "%s.%s" % (kind.__module__, name)
    text = str(error)
    return ["%s: %s\n" % (name, text) if text else "%s\n" % name]


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    error = exc if isinstance(exc, BaseException) else value
    if error is None:
        return format_exception_only(exc, value)
    result = []
    if chain:
        if error.__cause__ is not None:
            result.extend(format_exception(error.__cause__, limit=limit))
            result.append(_CAUSE)
        elif error.__context__ is not None and not error.__suppress_context__:
            result.extend(format_exception(error.__context__, limit=limit))
            result.append(_CONTEXT)
    trace = tb if tb is not None else error.__traceback__
    if trace is not None:
        result.append("Traceback (most recent call last):\n")
        result.extend(format_tb(trace, limit))
    result.extend(format_exception_only(error))
    return result


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    (sys.stderr if file is None else file).write("".join(format_exception(exc, value, tb, limit, chain)))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    (sys.stderr if file is None else file).write("".join(format_tb(tb, limit)))


def print_stack(f=None, limit=None, file=None):
    (sys.stderr if file is None else file).write("".join(format_stack(sys._getframe(1) if f is None else f, limit)))
