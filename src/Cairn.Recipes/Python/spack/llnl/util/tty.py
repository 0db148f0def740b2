"""Messages of recipes for the user. They go to standard error, and nowhere while a recipe is loaded."""
import datetime

import _cairn

_levels = {"debug": 0, "verbose": 0, "info": 0}


def is_verbose():
    return _levels["verbose"] > 0


def set_verbose(flag):
    _levels["verbose"] = 1 if flag else 0


def set_debug(level=0):
    _levels["debug"] = level


def debug_level():
    return _levels["debug"]


def is_debug(level=1):
    return _levels["debug"] >= level


def is_stacktrace():
    return False


def _say(kind, message, details):
    _cairn.message(kind, str(message), [str(x) for x in details])


def msg(message, *args, **kwargs):
    _say("msg", message, args)


def info(message, *args, **kwargs):
    _say("info", message, args)


def verbose(message, *args, **kwargs):
    if is_verbose():
        _say("info", message, args)


def debug(message, *args, **kwargs):
    if is_debug(kwargs.get("level", 1)):
        _say("debug", f"[{datetime.datetime.now().strftime('%Y-%m-%d-%H:%M:%S.%f')}] {message}", args)


def warn(message, *args, **kwargs):
    _say("warning", message, args)


def error(message, *args, **kwargs):
    _say("error", message, args)


def die(message, *args, **kwargs):
    error(message, *args)
    raise SystemExit(1)


def hline(label=None, **kwargs):
    _say("msg", "---- " + str(label or ""), ())
