def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2, 3], **{"c": 1, "z": 2}))


def po(a, b, /, c, *, d):
    return a, b, c, d


print(po(1, 2, 3, d=4), po(1, 2, c=3, d=4))
for call in (lambda: po(1, b=2, c=3, d=4), lambda: f(), lambda: f(1), lambda: f(1, c=1, a=2), lambda: po(1, 2, 3, 4), lambda: po(1, 2, 3, d=1, e=2)):
    try:
        call()
    except TypeError as e:
        print(e)


def two(a, b): pass
def three(a, b, c=1): pass
for call in (lambda: two(), lambda: two(1), lambda: two(1, 2, 3), lambda: three(1, 2, 3, 4), lambda: two(**{"a": 1}, **{"a": 2}), lambda: two(*1), lambda: two(**1)):
    try:
        call()
    except TypeError as e:
        print(e)


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return inc, get


inc, get = counter()
inc()
inc(5)
print(get())
fs = [lambda i=i: i for i in range(3)]
print([g() for g in fs])
fs = [lambda: i for i in range(3)]
print([g() for g in fs])
glob = 1


def setg():
    global glob, newg
    glob = 2
    newg = 3


setg()
print(glob, newg)


def unbound():
    try:
        print(x)
    except UnboundLocalError as e:
        print("unbound", "x" in str(e))
    x = 1
    del x
    try:
        x
    except UnboundLocalError:
        print("deleted")


unbound()
try:
    undefined_name
except NameError as e:
    print(e)


def deco(arg):
    print("deco", arg)

    def wrap(fn):
        print("wrap", fn.__name__)

        def inner(*a, **k):
            return (arg, fn(*a, **k))
        inner.__name__ = fn.__name__
        return inner
    return wrap


@deco(1)
@deco(2)
def decorated(x):
    """Doc."""
    return x


print(decorated(5), decorated.__name__)
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
print(f.__name__, f.__defaults__, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_varnames[:2])
f.custom = 1
print(f.custom, f.__dict__)


def fact(n): return 1 if n <= 1 else n * fact(n - 1)


print(fact(30), fact(5))


def inf(n): return inf(n + 1)


try:
    inf(0)
except RecursionError as e:
    print("recursion", str(e).startswith("maximum recursion depth"))


def walrus(data):
    if (n := len(data)) > 2:
        return n
    return -n


print(walrus([1, 2, 3]), walrus([1]))
print([y := 1, y ** 2], y)
print([last := i for i in range(4)], last)
m = "abc".upper
print(m(), [].append.__name__, print.__name__, len.__name__)


class K:
    def meth(self): return self


k = K()
bm = k.meth
print(bm() is k, bm.__self__ is k, bm.__func__ is K.meth, K.meth(k) is k, k.meth == k.meth)


def defaults(x=[]):
    x.append(1)
    return x


defaults()
print(defaults())


def loc():
    a = 1
    b = [i for i in range(2)]
    return sorted(locals())


print(loc())


def annotated(x: int, y: "str" = "a") -> None:
    z: int = 3
    w: undefined_type
    return z


print(annotated(1))
print((lambda: (yield))().__class__.__name__)


def star_unpack():
    a, (b, *c), d = 1, (2, 3, 4), 5
    [x, y] = "xy"
    (z,) = [9]
    *init, last = range(4)
    return a, b, c, d, x, y, z, init, last


print(star_unpack())
for bad in ("a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b = ()", "a, b = 5"):
    pass
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, b, c = 1, 2
except ValueError as e:
    print(e)
try:
    a, *b = ()
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, "b": 2, **{"a": 3}})
x = y = [1]
x += [2]
print(y)
t = (1,)
t += (2,)
print(t)
d = {"k": [1]}
d["k"] += [2]
print(d)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, "a" in "abc" in ["abc"])
print(1 if [] else 2, [] or "x", 1 and 0, not [], None or 0)
