def finally_order():
    out = []
    def f(n):
        try:
            out.append("try")
            if n == 0: return "r"
            if n == 1: raise ValueError("v")
            out.append("body end")
        except ValueError:
            out.append("except")
            return "from except"
        else:
            out.append("else")
        finally:
            out.append("finally")
        return "end"
    return [f(i) for i in range(3)], out
print(finally_order())
def loops():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append("f%d" % i)
    else:
        out.append("else")
    return out
print(loops())
def nested_loops():
    for i in range(3):
        for j in range(3):
            if j == 1: break
        else:
            print("inner else")
        if i == 2: break
    else:
        print("outer else")
    return i, j
print(nested_loops())
def swallow():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            continue
        finally:
            if i == 1: break
    return i
print(swallow())
class CM:
    def __init__(self, name, enter_fails=False, exit_fails=False, suppress=False):
        self.name, self.ef, self.xf, self.s = name, enter_fails, exit_fails, suppress
    def __enter__(self):
        print("enter", self.name)
        if self.ef: raise RuntimeError("enter " + self.name)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v)
        if self.xf: raise RuntimeError("exit " + self.name)
        return self.s
for args in (dict(enter_fails=True), dict(exit_fails=True), dict(suppress=True), {}):
    try:
        with CM("outer") as a, CM("inner", **args) as b:
            print("body")
            raise KeyError("k")
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))
def with_return():
    with CM("a"):
        for i in range(3):
            with CM("b%d" % i):
                if i == 1: return i
print(with_return())
def with_loop():
    r = []
    for i in range(3):
        with CM(i):
            if i == 0: continue
            if i == 1: break
    return i
print(with_loop())
try:
    with 5: pass
except (TypeError, AttributeError) as e: print(type(e).__name__)
def del_things():
    a = [1, 2, 3, 4]; d = {"x": 1, "y": 2}
    del a[0], d["x"]
    del a[-1:]
    class O: pass
    o = O(); o.p = 1
    del o.p
    x = 1
    del x, (a[0])
    return a, d, hasattr(o, "p"), "x" in locals()
print(del_things())
def g():
    try:
        x = yield 1
        print("got", x)
        try:
            yield 2
        except KeyError as e:
            print("inner", e)
            yield 3
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer", e)
        yield 4
    else:
        print("else")
    finally:
        print("outer finally")
    return "done"
it = g(); next(it); print(it.send("s")); print(it.throw(KeyError("k")))
try:
    next(it)
except StopIteration as e: print(e.value)
it = g(); next(it); next(it); print(it.throw(ValueError("v"))); print(list(it))
it = g(); next(it)
try:
    it.throw(TypeError("t"))
except TypeError as e: print(e)
print(list(it))
def sub():
    try:
        r = yield "a"
        print("sub got", r)
        yield "b"
    except GeneratorExit:
        print("sub exit"); raise
    except ValueError:
        print("sub value error"); yield "recovered"
    return "ret"
def deleg():
    r = yield from sub()
    print("delegated", r)
    yield "after"
d = deleg(); print(next(d), d.send(7), next(d), list(d))
d = deleg(); next(d); d.close()
d = deleg(); next(d); print(d.throw(ValueError()), next(d))
def gen_with_locals(n):
    total = 0
    for i in range(n):
        got = yield total
        total += got if got is not None else i
    return total
c = gen_with_locals(4); next(c); c.send(10); next(c)
print(c.send(5))
def outer_gen():
    def inner(): return x
    x = 1
    yield inner()
    x = 2
    yield inner()
    for x in range(3, 5): yield inner()
print(list(outer_gen()))
def early():
    return
    yield
print(list(early()))
def gen_return_in_try():
    for i in range(5):
        try:
            if i == 2: return
            yield i
        finally:
            print("cleanup", i)
print(list(gen_return_in_try()))
def gen_while():
    i = 0
    while True:
        i += 1
        if i % 2: continue
        if i > 6: break
        yield i
    else:
        yield "never"
    yield "end"
print(list(gen_while()))
class Node:
    def __init__(self, v, kids=()): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids: yield from k
print(list(Node(1, [Node(2, [Node(3)]), Node(4)])))
print([*(x for x in range(3))], {**{k: v for k, v in [("a", 1)]}}, sum(1 for _ in range(5)), dict((k, v) for k, v in zip("ab", range(2))))
matrix = [[1, 2], [3, 4]]
print([[row[i] for row in matrix] for i in range(2)], [x for row in matrix for x in row if x % 2 == 0], {x: {y for y in range(x)} for x in range(3)})
print([f() for f in [lambda i=i: i for i in range(3)]], [x if x else "z" for x in range(2)], [(x, y) for x in [1, 2] for y in [x, x * 10]])
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as e: print(e)
x = "outer"
print([x for x in "ab"], x, [[x for x in range(2)] for x in "c"], x)
a = b = 0
a, b = b + 1, a + 2
print(a, b)
if a: print("if")
elif b: print("elif")
else: print("else")
if not a: pass
elif b == 2: print("elif2")
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print("n", n)
else: print("done", n)
assert True, "no"
pass; pass
for _ in []: print("never")
else: print("empty else")
global_x = 1
def use_global():
    global global_x
    global_x += 1
    def inner():
        global global_x
        global_x *= 10
    inner()
use_global(); print(global_x)
def rec_default(n, acc=None):
    acc = [] if acc is None else acc
    if n: acc.append(n); return rec_default(n - 1, acc)
    return acc
print(rec_default(3), rec_default(2))
exec_order = []
def dec(n):
    exec_order.append("make%d" % n)
    def d(f):
        exec_order.append("apply%d" % n)
        return f
    return d
@dec(1)
@dec(2)
def decorated(a=exec_order.append("default")): pass
print(exec_order)
def kwonly(*, a, b=2, **rest): return a, b, rest
print(kwonly(a=1), kwonly(b=3, a=1, c=4))
print((lambda: (yield 1))().__next__(), (lambda *a, b=1, **k: (a, b, k))(1, b=2, c=3))
try:
    raise KeyError("x") from ValueError("y")
except KeyError as e: print(repr(e.__cause__))
def cleanup_context():
    try:
        try: raise ValueError("1")
        finally:
            try: raise KeyError("2")
            except KeyError as e: print(repr(e.__context__))
    except ValueError as e: return repr(e), repr(e.__context__)
print(cleanup_context())
def reraise():
    try: raise ValueError("orig")
    except ValueError as e:
        try: raise TypeError("second")
        except TypeError: pass
        raise
try: reraise()
except ValueError as e: print(repr(e), repr(e.__context__))
class Weird(Exception):
    def __init__(self, a, b): self.a, self.b = a, b
try: raise Weird(1, b=2)
except Weird as w: print(w.args, w.a, w.b, str(w))
try: raise Weird
except TypeError as e: print(e)
try:
    raise ValueError("multi", 2)
except (KeyError, *(ValueError, TypeError)) as e: print(e.args)
import contextlib
@contextlib.contextmanager
def ctx():
    try: yield "v"
    except KeyError as e: print("handled", e)
    else: print("no error")
    finally: print("ctx finally")
with ctx() as v: print(v)
with ctx(): raise KeyError("in")
try:
    with ctx(): raise ValueError("through")
except ValueError as e: print(e)
@ctx()
def decorated_by_ctx(): print("inside")
decorated_by_ctx()
