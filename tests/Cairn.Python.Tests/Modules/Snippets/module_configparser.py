import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
import io
from configparser import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.sections()

show(case_1)

def case_2():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.get("a","z")

show(case_2)

def case_3():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c["a"]["y"]

show(case_3)

def case_4():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.getint("a","x")

show(case_4)

def case_5():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.getboolean("a","flag")

show(case_5)

def case_6():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.get("b","q")

show(case_6)

def case_7():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.options("b")

show(case_7)

def case_8():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.items("b")

show(case_8)

def case_9():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.get("zz","x")

show(case_9)

def case_10():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.get("a","nope")

show(case_10)

def case_11():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.get("a","nope",fallback=3)

show(case_11)

def case_12():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return "a" in c,"zz" in c

show(case_12)

def case_13():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c["a"].get("nope",7)

show(case_13)

def case_14():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return dict(c["b"])

show(case_14)

def case_15():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.has_option("b","x")

show(case_15)

def case_16():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.set("a","n","5") or c.get("a","n")

show(case_16)

def case_17():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    f=io.StringIO()
    c.write(f)
    return f.getvalue()

show(case_17)

def case_18():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.add_section("a")

show(case_18)

def case_19():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return list(c)

show(case_19)

def case_20():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.remove_option("a","x"),c.options("a")

show(case_20)

def case_21():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c["a"].getfloat("x")

show(case_21)

def case_22():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c["nope"]

show(case_22)

def case_23():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.set("a","n","%") or 1

show(case_23)

def case_24():
    c=ConfigParser()
    c.read_string('[a]\nx = 1\ny: two\n  more\n\n  lines\n# c\n; d\nz=%(x)s-3\nflag=yes\n[DEFAULT]\nq=9\n[b]\nempty=\nX=5\n')
    return c.getboolean("a","x"),c.getboolean("a","y")

show(case_24)

def case_25():
    c=ConfigParser()
    return c.read_string("x=1")

show(case_25)

def case_26():
    c=ConfigParser()
    return c.read_string("[a]\nx=1\nx=2")

show(case_26)

def case_27():
    c=ConfigParser()
    return c.read_string("[a]\n[a]")

show(case_27)

def case_28():
    c=ConfigParser()
    return c.read_string("[a]\njunk")

show(case_28)

def case_29():
    c=ConfigParser(allow_no_value=True)
    c.read_string("[a]\njunk\n")
    return c.get("a","junk")

show(case_29)

def case_30():
    c=ConfigParser(interpolation=None)
    c.read_string("[a]\nx=%(q)s")
    return c.get("a","x")

show(case_30)

def case_31():
    c=ConfigParser()
    c.read_string("[a]\nx=%(q)s")
    return c.get("a","x")

show(case_31)

def case_32():
    c=ConfigParser()
    c.read_dict({"s":{"a":1}})
    return c.get("s","a")

show(case_32)

def case_33():
    c=ConfigParser(interpolation=ExtendedInterpolation())
    c.read_string("[a]\nx=1\ny=${x}2\n[b]\nz=${a:y}")
    return c.get("b","z")

show(case_33)

def case_34():
    c=ConfigParser(inline_comment_prefixes="#")
    c.read_string("[a]\nx=1 # c\ny=a#b")
    return c.get("a","x"),c.get("a","y")

show(case_34)

def case_35():
    c=ConfigParser()
    return c.read("/nope")

show(case_35)
