x = "global"


class C:
    x = "class"
    y = x + "!"
    lst = [i for i in range(3)]
    gen = list(i * 2 for i in lst)

    def m(self):
        return x

    z = [x for _ in range(1)]
    w = [q for q in lst if q]
    fn = lambda self: x


print(C.y, C().m(), C.z, C.w, C().fn(), C.gen)


def outer():
    x = "outer"

    class D:
        a = x
        x = "D"
        b = x

        def m(self):
            return x

    def f():
        return [x for _ in range(2)], (lambda: x)()
    return D.a if hasattr(D, "a") else None, D.b, D().m(), f()


try:
    print(outer())
except Exception as e:
    print(type(e).__name__, e)


def outer2():
    v = "outer2"

    class E:
        a = v

        def m(self):
            return v

        class F:
            b = v

            def n(self):
                return v, __class__.__name__
    return E.a, E().m(), E.F.b, E.F().n()


print(outer2())


def closures():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    gs = [(lambda j: lambda: j)(i) for i in range(3)]
    hs = [lambda: k for k in range(3)]
    return [f() for f in fs], [g() for g in gs], [h() for h in hs]


print(closures())


def nested(n):
    def a():
        def b():
            nonlocal n
            n += 1
            return n
        return b
    return a()(), n


print(nested(1))


def params(a, b):
    def inner():
        nonlocal a
        a += b
        return a
    inner()
    return a, b


print(params(1, 2))
i = "i"
l = [i for i in range(3)]
print(i)


def comp():
    i = "keep"
    s = {i for i in range(2)}
    d = {i: j for i, j in zip("ab", "cd")}
    return i, sorted(s), d, [[i for i in range(j)] for j in range(3)], [i for i in "ab" for i in "cd"]


print(comp())


def rec():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact(5)


print(rec())


def shadow(list=list):
    return list("ab")


print(shadow())
if True:
    cond = 1
print(cond)
for loopvar in range(2):
    pass
print(loopvar)
try:
    del undefined
except NameError as e:
    print(e)
def g():
    global created
    created = 5
    def h():
        return created
    return h()
print(g(), created)
print([(a, b) for a in range(3) for b in range(a)], [lambda: a for a in range(2)][0]())
class M:
    n = 3
    a = [1] * n
    b = {k: v for k, v in zip(a, a)}
    for q in range(2):
        locals()["dyn%d" % q] = q
    if n > 2:
        cond = "yes"
    del q
    def __mangled(self): pass
    __attr = 1
    def get(self): return self.__attr
print(M.b, M.dyn1, M.cond, hasattr(M, "q"), hasattr(M, "_M__mangled"), M().get())
def gen_scope():
    a = 1
    return list(a + b for b in range(3)), list((a, c) for c in range(2) if (lambda: a)())
print(gen_scope())
def default_arg(a, b=x, *, c=x):
    return b, c
x = "changed"
print(default_arg(1))
print((lambda x: [x + y for y in range(x)])(2))
def try_scope():
    try:
        raise ValueError("v")
    except ValueError as err:
        def f(): return str(err)
        r = f()
    return r
print(try_scope())
def multi():
    a = b = c = 0
    def f():
        nonlocal a, b
        a, b = 1, 2
        for c in range(3): pass
        return c
    r = f()
    return a, b, c, r
print(multi())
def star():
    first, *rest = [1, 2, 3]
    def f(): return first, rest
    return f()
print(star())
def cls_in_fn(name):
    class K:
        label = name
        def __init__(self): self.name = name
        @property
        def both(self): return self.label + self.name
        @staticmethod
        def make(): return K()
    return K
print(cls_in_fn("q").make().both, cls_in_fn("q").__qualname__)
