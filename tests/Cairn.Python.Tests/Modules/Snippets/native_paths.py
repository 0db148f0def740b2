import os
import os.path
import posixpath


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


PATHS = ["", "/", "//", "///", "a", "/a", "a/", "a/b", "/a/b/", "//a/b", "a//b", "./a", "../a", "a/./b/../c", "/../a", "a.b.c", ".bashrc", "a/.b", "...", "a.", "a/b.tar.gz", "/a/b/../../.."]
for p in PATHS:
    show(lambda: (p, os.path.split(p), os.path.splitext(p), os.path.basename(p), os.path.dirname(p), os.path.normpath(p), os.path.isabs(p)))
for a in ["", "a", "a/", "/a", "a/b"]:
    for b in ["", "b", "/b", "../b", "b/"]:
        show(lambda: (os.path.join(a, b), os.path.join(a, b, "c")))
os.chdir("/")
for p in ["a", "/a/b", "/a/c", "../x", ".", "/"]:
    show(lambda: (os.path.abspath(p), os.path.relpath(p), os.path.relpath(p, "/a"), os.path.relpath(p, "q/r")))
show(lambda: os.path.relpath(""))
show(lambda: os.path.commonpath(["/a/b/c", "/a/b/d", "/a/b"]))
show(lambda: os.path.commonpath(["a/b", "a/c"]))
show(lambda: os.path.commonpath(["/a", "b"]))
show(lambda: os.path.commonpath([]))
show(lambda: os.path.commonprefix(["/usr/lib", "/usr/local"]))
show(lambda: os.path.commonprefix([]))
os.environ["HOME"] = "/home/u"
os.environ["FOO"] = "bar"
for p in ["~", "~/x", "a~", "~nobodyhere/x", "$FOO/x", "${FOO}x", "$NOPE", "$", "${", "$FOO$FOO", "%FOO%", "${FOO"]:
    show(lambda: (os.path.expanduser(p), os.path.expandvars(p)))
show(lambda: os.path.join(1, "a"))
show(lambda: os.path.join("a", None))
show(lambda: os.fspath("a"))
show(lambda: os.fspath(3))
show(lambda: (os.sep, os.pathsep, os.linesep, os.curdir, os.pardir, os.devnull, os.name, os.extsep, os.path.sep))
show(lambda: os.path.splitdrive("/a"))
show(lambda: os.path.normcase("/A"))
show(lambda: posixpath is os.path)
show(lambda: os.path.realpath("/usr/../usr/."))


class P:
    def __fspath__(self):
        return "/p/q"


show(lambda: (os.path.join(P(), "r"), os.path.basename(P()), os.fspath(P())))
show(lambda: (os.environ["FOO"], os.environ.get("NOPE"), os.environ.get("NOPE", 1), "FOO" in os.environ, os.getenv("FOO"), os.getenv("NOPE", "d")))
show(lambda: os.environ["NOPE"])
show(lambda: os.environ.pop("FOO"))
show(lambda: os.environ.pop("FOO", None))
os.environ.update({"A1": "1"}, B1="2")
show(lambda: (os.environ.setdefault("A1", "9"), os.environ["B1"], type(os.environ.copy()) is dict, os.environ.copy()["A1"]))
del os.environ["A1"]
show(lambda: "A1" in os.environ)
os.environ["X"] = "y"
show(lambda: os.environ.__setitem__("Z", 1))
