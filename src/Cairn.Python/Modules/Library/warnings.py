"""Warnings, which go to standard error once each."""

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings"]

filters = []
_shown = set()


def formatwarning(message, category, filename, lineno, line=None):
    return "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)


def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    try:
        frame = sys._getframe(stacklevel)
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
    except (AttributeError, ValueError):
        filename, lineno = "sys", 1
    warn_explicit(message, category, filename, lineno)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    for action, known, fragment in filters:
        if issubclass(category, known) and fragment in text:
            break
    else:
        action = "ignore" if issubclass(category, DeprecationWarning) else "default"
    if action == "ignore":
        return
    if action == "error":
        raise message if isinstance(message, Warning) else category(message)
    key = (text, category, filename, lineno)
    if action != "always" and key in _shown:
        return
    _shown.add(key)
    recorder = _recorders[-1] if _recorders else None
    if recorder is not None:
        recorder.append(WarningMessage(message if isinstance(message, Warning) else category(message), category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category, ""))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category, message))


def resetwarnings():
    del filters[:]


_recorders = []


class WarningMessage:
    def __init__(self, message, category, filename, lineno):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s}" % (
            self.message, self.category.__name__, self.filename, self.lineno,
        )


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._filters = list(filters)
        self._before = set(_shown)
        _shown.clear()
        log = [] if self._record else None
        _recorders.append(log)
        if self._action is not None:
            simplefilter(self._action, self._category)
        return log

    def __exit__(self, *details):
        filters[:] = self._filters
        _shown.clear()
        _shown.update(self._before)
        _recorders.pop()
