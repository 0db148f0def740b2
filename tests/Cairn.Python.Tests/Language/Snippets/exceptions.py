import sys


def f(n):
    try:
        if n == 0:
            return "ret"
        if n == 1:
            raise ValueError("one")
        if n == 2:
            raise KeyError("two")
        if n == 3:
            1 / 0
    except ValueError as e:
        return "VE " + str(e)
    except (KeyError, IndexError) as e:
        return "KE " + str(e) + repr(e)
    else:
        return "else"
    finally:
        print("finally", n)


for i in (0, 1, 2, 4):
    print(f(i))
try:
    f(3)
except ArithmeticError as e:
    print(type(e).__name__, e)


def chain():
    try:
        {}["x"]
    except KeyError as e:
        raise RuntimeError("wrapped") from e


try:
    chain()
except RuntimeError as e:
    print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
try:
    try:
        [][1]
    except IndexError:
        {}["y"]
except KeyError as e:
    print(repr(e.__context__), e.__cause__)
try:
    try:
        raise ValueError("a")
    finally:
        raise TypeError("b")
except TypeError as e:
    print(repr(e.__context__))
try:
    raise ValueError("x") from None
except ValueError as e:
    print(e.__cause__, e.__suppress_context__)
try:
    try:
        raise ValueError("again")
    except ValueError:
        raise
except ValueError as e:
    print(e)
try:
    raise
except RuntimeError as e:
    print(e)


def fin():
    for i in range(3):
        try:
            continue
        finally:
            print("c", i)
    while True:
        try:
            break
        finally:
            print("b")
    try:
        return 1
    finally:
        return 2


print(fin())


class CM:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__, v, tb is not None)
        return self.swallow


with CM(True):
    raise ValueError("swallowed")
try:
    with CM(False) as a, CM(False):
        raise ValueError("passed")
except ValueError as e:
    print("got", e)
with (CM(False) as x, CM(False) as y):
    print("paren")


def ret():
    with CM(False):
        return "in with"


print(ret())
try:
    raise Exception
except Exception as e:
    print(repr(e), str(e) == "", e.args)
try:
    raise Exception("a", 1)
except Exception as e:
    print(e, e.args, repr(e))
try:
    raise 5
except TypeError as e:
    print(e)
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(e)
try:
    assert []
except AssertionError as e:
    print(repr(e))
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
e = "kept"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as err:
    print(err)
try:
    int("x")
except ValueError as exc:
    print(exc)
for code in (lambda: "a" + 1, lambda: 1 + "a", lambda: [] + (), lambda: {} < {}, lambda: len(5), lambda: 5(), lambda: 5[0],
             lambda: [1][5], lambda: {}["k"], lambda: None.x, lambda: "a" * "b", lambda: -"a", lambda: [1, 2]["a"], lambda: {[]: 1},
             lambda: int([]), lambda: "abc".index("z"), lambda: [].pop(), lambda: {}.popitem(), lambda: iter(5), lambda: next([]),
             lambda: "x" in 5, lambda: 5 in "x", lambda: sorted([1, "a"]), lambda: max([]), lambda: (1, 2)[5], lambda: "a"[9],
             lambda: [].remove(1), lambda: isinstance(1, 1), lambda: float("z"), lambda: chr(-1), lambda: 1 << -1, lambda: 0 ** -1,
             lambda: ord("ab"), lambda: "".join([1]), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: set([[]]),
             lambda: 1 % 0, lambda: 1.0 // 0, lambda: abs("a"), lambda: "{}".format(), lambda: "%d" % "a", lambda: getattr(1, "zz"),
             lambda: object().x, lambda: range(1, 2, 0), lambda: [1, 2, 3].index(9), lambda: (1,).index(9), lambda: {1}.remove(2)):
    try:
        print(code())
    except Exception as e:
        print(type(e).__name__, e)


class MyErr(ValueError):
    pass


try:
    raise MyErr("m")
except ValueError as e:
    print(isinstance(e, MyErr), MyErr.__mro__[1].__name__)
try:
    try:
        raise ValueError(1)
    except ValueError as a:
        try:
            raise KeyError(2)
        except KeyError as b:
            raise TypeError(3)
except TypeError as t:
    print(repr(t.__context__), repr(t.__context__.__context__))


def nested():
    try:
        try:
            raise ValueError("deep")
        finally:
            print("inner finally")
    except ValueError:
        print("outer except")
        return "r"
    finally:
        print("outer finally")


print(nested())
try:
    raise OSError(2, "No such file", "path")
except FileNotFoundError as e:
    print(e, e.errno, e.strerror, e.filename)
try:
    raise SystemExit(3)
except SystemExit as e:
    print(e.code)
ex = ValueError("n")
ex.add_note("note")
print(ex.__notes__)
for i in range(3):
    pass
else:
    print("for else")
for i in range(3):
    if i == 1:
        break
else:
    print("never")
n = 3
while n:
    n -= 1
else:
    print("while else")
