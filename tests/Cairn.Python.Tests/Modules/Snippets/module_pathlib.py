from pathlib import *
import os, tempfile
d = tempfile.mkdtemp()
os.chdir(d)
os.makedirs("a/b/c")
with open('x.py', "w") as f:
    f.write('x.py')
with open('y.txt', "w") as f:
    f.write('y.txt')
with open('a/z.py', "w") as f:
    f.write('a/z.py')
with open('a/b/w.py', "w") as f:
    f.write('a/b/w.py')
with open('.hid.py', "w") as f:
    f.write('.hid.py')
with open('a/b/c/q.py', "w") as f:
    f.write('a/b/c/q.py')


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return Path("a/b.c")

show(case_1)

def case_2():
    return PurePath("/a//b/./c/../d")

show(case_2)

def case_3():
    return Path("a")/"b"/"c.tar.gz"

show(case_3)

def case_4():
    return "x"/Path("y")

show(case_4)

def case_5():
    return Path("/a/b.tar.gz").suffixes

show(case_5)

def case_6():
    return Path("/a/b.tar.gz").stem

show(case_6)

def case_7():
    return Path("a/.b").suffix

show(case_7)

def case_8():
    return Path("a.").suffix

show(case_8)

def case_9():
    return Path("/a/b/c").parents[1]

show(case_9)

def case_10():
    return Path("/a/b").relative_to("/a")

show(case_10)

def case_11():
    return Path("/a/b").relative_to("/x")

show(case_11)

def case_12():
    return Path("a").with_suffix(".py")

show(case_12)

def case_13():
    return Path("a.txt").with_name("q")

show(case_13)

def case_14():
    return Path("/").name

show(case_14)

def case_15():
    return Path(".")

show(case_15)

def case_16():
    return Path("")

show(case_16)

def case_17():
    return Path("/a/b").parts

show(case_17)

def case_18():
    return Path("a/b.py").match("*.py")

show(case_18)

def case_19():
    return Path("a/b.py").match("/a/*.py")

show(case_19)

def case_20():
    return Path("a")<Path("b")

show(case_20)

def case_21():
    return Path("a")==Path("./a")

show(case_21)

def case_22():
    return {Path("a"):1}[Path("a")]

show(case_22)

def case_23():
    return sorted(Path(".").glob("**/*.py"))

show(case_23)

def case_24():
    return sorted(Path("a").rglob("*.py"))

show(case_24)

def case_25():
    return sorted(Path(".").glob("*"))

show(case_25)

def case_26():
    return sorted(Path(".").glob("a/*/"))

show(case_26)

def case_27():
    return sorted(Path(".").iterdir())

show(case_27)

def case_28():
    return Path("x.py").read_text()

show(case_28)

def case_29():
    return Path("x.py").exists(),Path("a").is_dir(),Path("zz").is_file()

show(case_29)

def case_30():
    return Path("/a/../b").resolve()

show(case_30)

def case_31():
    return Path("w.txt").write_text("hi"),Path("w.txt").read_bytes(),Path("w.txt").unlink()

show(case_31)

def case_32():
    return Path("q/r/s").mkdir(parents=True),Path("q/r/s").rmdir(),Path("q/r").rmdir(),Path("q").rmdir()

show(case_32)

def case_33():
    return Path("nope").unlink()

show(case_33)

def case_34():
    return Path("nope").unlink(missing_ok=True)

show(case_34)

def case_35():
    return Path("t").touch(),Path("t").stat().st_size,Path("t").rename("u"),Path("u").unlink()

show(case_35)

def case_36():
    return str(Path("//a/b"))

show(case_36)

def case_37():
    return Path("a").is_relative_to("b")

show(case_37)

def case_38():
    return Path("a","b","/c","d")

show(case_38)

def case_39():
    return Path("a").joinpath("b","c")

show(case_39)

def case_40():
    return Path("a.b.c").with_stem("z")

show(case_40)

def case_41():
    return Path(3)

show(case_41)

def case_42():
    return Path("/a").as_uri()

show(case_42)

def case_43():
    return Path("a").as_uri()

show(case_43)

def case_44():
    return Path("~")

show(case_44)

def case_45():
    return Path("a").suffix

show(case_45)

def case_46():
    return Path("a/b").parent.parent

show(case_46)

def case_47():
    return Path("/").parent

show(case_47)

def case_48():
    return "%s"%Path("a/b")

show(case_48)

def case_49():
    return 1

show(case_49)

def case_50():
    return Path("a").with_suffix("py")

show(case_50)

def case_51():
    return isinstance(Path("a"),PurePath)

show(case_51)

def case_52():
    return repr(PurePosixPath("a"))

show(case_52)
