import fnmatch
import html
import shlex
import string
import textwrap
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress
import io
import warnings
import pprint


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


TEXT = "The well-known state-of-the-art foo--bar thing is e-mailed (quickly) to a supercalifragilisticexpialidocious person."
for width in (10, 20, 40):
    show(lambda: textwrap.wrap(TEXT, width))
show(lambda: textwrap.fill(TEXT, 30, initial_indent="* ", subsequent_indent="  "))
show(lambda: textwrap.wrap(TEXT, 20, break_long_words=False, break_on_hyphens=False))
show(lambda: textwrap.shorten(TEXT, 30))
show(lambda: textwrap.wrap(TEXT, 20, max_lines=2, placeholder="~"))
show(lambda: textwrap.dedent("    a\n      b\n\n    c\n"))
show(lambda: textwrap.dedent("\ta\n  b"))
show(lambda: textwrap.indent("a\n\nb\n", "> "))
show(lambda: textwrap.wrap("", 5))
show(lambda: textwrap.wrap("a", 0))
for s in ["a b", "a 'b c' \"d e\"", "a\\ b", "'it'\"'\"'s'", "a # b", "\"\\$x \\\"\"", "", "a''b", "''", "x=\"1 2\" y"]:
    show(lambda: (shlex.split(s), shlex.split(s, comments=True)))
show(lambda: shlex.split("'open"))
show(lambda: shlex.split("a\\"))
show(lambda: [shlex.quote(s) for s in ["", "a", "a b", "it's", "$x", "a/b-c.d", "é"]])
show(lambda: shlex.join(["a", "b c"]))
show(lambda: string.Template("$a ${b}c $$").substitute(a=1, b=2))
show(lambda: string.Template("$a $b").substitute(a=1))
show(lambda: string.Template("$a $b").safe_substitute(a=1))
show(lambda: string.Template("$ ").substitute())
show(lambda: (string.ascii_letters, string.digits, string.punctuation, string.capwords("a bc d")))
show(lambda: string.Formatter().format("{0} {a!r:>5} {}" if False else "{0} {a!r:>5}", 1, a="x"))
show(lambda: [fnmatch.fnmatch(n, p) for n in ("a.py", "b.txt", "[x]") for p in ("*.py", "[ab]*", "[!a]*", "?.txt", "[[]x]")])
show(lambda: fnmatch.filter(["a.c", "b.h", "c.c"], "*.c"))
show(lambda: html.escape("<a href='x'>&\"") + html.unescape("&lt;&#65;&#x42;&amp;"))


@contextmanager
def tag(name):
    print("<" + name)
    try:
        yield name.upper()
    except KeyError:
        print("swallowed")
    finally:
        print(name + ">")


with tag("a") as a:
    print(a)
with tag("b"):
    raise KeyError("x")
try:
    with tag("c"):
        raise ValueError("out")
except ValueError as e:
    print("caught", e)


@tag("deco")
def decorated():
    print("inside")


decorated()
with suppress(KeyError, OSError):
    raise KeyError
with ExitStack() as stack:
    stack.callback(print, "last")
    stack.enter_context(tag("in stack"))
    print("body")
try:
    with ExitStack() as stack:
        stack.push(lambda t, v, tb: print("seen", t.__name__) or True)
        raise ValueError("gone")
finally:
    print("done")
with nullcontext(5) as n:
    print(n)


class C:
    def close(self):
        print("closed")


with closing(C()):
    print("open")
out = io.StringIO()
with redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("careful", DeprecationWarning)
print(len(w), w[0].category.__name__, w[0].message)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    show(lambda: warnings.warn("now an error"))
pprint.pprint({"key": ["value " * 3] * 5, "b": (1, 2), "a": {"x": None}})
pprint.pprint(list(range(40)), compact=True, width=50)
print(pprint.pformat({3: "x", 1: "y"}))


@contextmanager
def broken():
    if False:
        yield


show(lambda: broken().__enter__())


@contextmanager
def twice():
    yield 1
    yield 2


def use():
    with twice():
        pass


show(use)
