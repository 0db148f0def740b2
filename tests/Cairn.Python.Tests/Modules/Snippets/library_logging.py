import io
import logging
import traceback
import inspect
import sys

out = io.StringIO()
logging.basicConfig(stream=out, level=logging.INFO, format="%(levelname)s|%(name)s|%(message)s|%(funcName)s")
logging.info("hello %s %d", "x", 5)
logging.debug("not shown")
log = logging.getLogger("a.b")


def work():
    log.warning("in work")
    log.error("with dict %(k)s", {"k": 1})


work()
log.setLevel(logging.ERROR)
log.warning("hidden")
print(log.isEnabledFor(logging.WARNING), log.getEffectiveLevel(), logging.getLogger("a.b") is log, log.parent is logging.getLogger())
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("[{levelname}] {message}", style="{"))
other = logging.getLogger("other")
other.addHandler(handler)
other.propagate = False
other.critical("boom")
other.addFilter(lambda record: "keep" in record.getMessage())
other.error("drop")
other.error("keep")
print(out.getvalue(), end="")
print(logging.getLevelName(30), logging.getLevelName("ERROR"), logging.WARNING)


def f():
    raise ValueError("bad")


try:
    f()
except ValueError as e:
    print(traceback.format_exception_only(type(e), e))
    lines = traceback.format_exc().splitlines()
    print(lines[0], lines[-1])
    print([entry.name for entry in traceback.extract_tb(e.__traceback__)])
try:
    try:
        f()
    except ValueError as e:
        raise KeyError("k") from e
except KeyError as e:
    text = "".join(traceback.format_exception(type(e), e, e.__traceback__))
    print("direct cause" in text, text.count("Traceback"), text.splitlines()[-1])


class C:
    """Doc of C.

        indented
    """

    def m(self):
        pass

    @classmethod
    def k(cls):
        pass


def g():
    yield


print(inspect.isclass(C), inspect.isfunction(f), inspect.ismethod(C().m), inspect.ismodule(io), inspect.isbuiltin(len), inspect.isroutine(f))
print(repr(inspect.getdoc(C)), repr(inspect.cleandoc("a\n   b\n  c\n\n")))
print([n for n, v in inspect.getmembers(C, lambda v: inspect.isfunction(v))])
print(inspect.getmro(C)[-1], inspect.isgenerator(g()), inspect.getmodule(C) is sys.modules["__main__"])
print(inspect.currentframe().f_code.co_name)


def caller():
    return inspect.stack()[0].function, sys._getframe(1).f_code.co_name


def outer():
    return caller()


print(outer())
