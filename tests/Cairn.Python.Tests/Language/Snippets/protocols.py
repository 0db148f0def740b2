class Base:
    def __init__(self, **kw):
        print("Base", sorted(kw))
    def who(self): return ["Base"]
class A(Base):
    def __init__(self, a=1, **kw):
        print("A", a)
        super().__init__(**kw)
    def who(self): return ["A"] + super().who()
class B(Base):
    def __init__(self, b=2, **kw):
        print("B", b)
        super().__init__(**kw)
    def who(self): return ["B"] + super().who()
class C(A, B):
    def __init__(self, **kw):
        super().__init__(**kw)
    def who(self): return ["C"] + super().who()
print(C(a=5, z=9).who())


class Prop:
    @property
    def p(self): return "base"
    @property
    def bad(self): raise AttributeError("inner")
class SubProp(Prop):
    @property
    def p(self): return super().p + "+sub"
    def __getattr__(self, n): return "fallback " + n
print(SubProp().p, SubProp().bad, getattr(Prop(), "bad", "default"), hasattr(Prop(), "bad"))
class RO:
    @property
    def x(self): return 1
for action in ("set", "del"):
    try:
        if action == "set": RO().x = 2
        else: del RO().x
    except AttributeError as e: print(e)


class NonData:
    def __get__(self, o, t=None): return "nondata"
class Data(NonData):
    def __set__(self, o, v): o.__dict__["d"] = v
    def __delete__(self, o): print("delete")
class Holder:
    n = NonData()
    d = Data()
h = Holder()
h.__dict__["n"] = "inst"
h.__dict__["d"] = "inst"
print(h.n, h.d, Holder.n)
del h.d


class Con:
    def __contains__(self, x): return x == 1
class It:
    def __iter__(self): return iter([1, 2])
class Gi:
    def __getitem__(self, i):
        if i > 3: raise IndexError(i)
        return i
class NoIter:
    __iter__ = None
    def __getitem__(self, i): return i
print(1 in Con(), 2 in Con(), 2 in It(), 3 in It(), 3 in Gi(), 9 in Gi(), list(Gi()))
try:
    iter(NoIter())
except TypeError as e: print(e)


class Multi:
    def __getitem__(self, k): return k
    def __class_getitem__(cls, k): return (cls.__name__, k)
m = Multi()
print(m[1], m[1, 2], m[1:2, ...], m[::2], m[()], Multi[int], m[-1], m[:, 0])
class Cmp:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        print("eq", self.v, getattr(o, "v", o))
        return NotImplemented if not isinstance(o, Cmp) else self.v == o.v
    def __lt__(self, o): return NotImplemented
    def __gt__(self, o): return "gt-reflected"
    def __hash__(self): return 1
print(Cmp(1) == 5, Cmp(1) != Cmp(1), Cmp(1) < Cmp(2), Cmp(3) in [1, Cmp(3)], {Cmp(1): 1}.get(Cmp(1)))
class SubCmp(Cmp):
    def __eq__(self, o): return "sub first"
    __hash__ = None
print(Cmp(1) == SubCmp(2))
try:
    {SubCmp(1)}
except TypeError as e: print(e)
class R:
    def __radd__(self, o): return ("radd", o)
    def __rmul__(self, o): return ("rmul", o)
    def __ror__(self, o): return "ror"
print(1 + R(), "a" * R(), [1] + R(), {} | R(), 1.5 + R(), (1,) + R() if False else "skip")
class Add(int):
    def __radd__(self, o): return "sub radd"
print(1 + Add(2), Add(1) + 2)
class IAdd:
    def __init__(self): self.l = []
    def __iadd__(self, o): self.l.append(o); return self
    def __imul__(self, o): return "imul"
    def __ior__(self, o): return NotImplemented
    def __or__(self, o): return "or"
i = IAdd(); j = i; i += 1; i += 2
print(i is j, i.l)
i *= 3; print(i); j |= 4; print(j)


class Bool:
    def __bool__(self): return "no"
try:
    bool(Bool())
except TypeError as e: print(e)
class Len:
    def __len__(self): return 0
print(bool(Len()), not Len(), [1] if Len() else [2])
class Neg:
    def __len__(self): return -1
try:
    len(Neg())
except ValueError as e: print(e)
class Str:
    def __str__(self): return 5
    def __repr__(self): return "R!"
try:
    str(Str())
except TypeError as e: print(e)
print([Str()], f"{Str()!r:>5}", "%r" % Str())
class Fmt:
    a = {"k": [10, 20]}
    def __format__(self, s): return "F(" + s + ")"
    def __str__(self): return "S"
print(f"{Fmt()}", f"{Fmt():abc}", f"{Fmt()!s:>3}", "{0:x} {0.a[k][1]} {0!s}".format(Fmt()), format(Fmt(), ""), "%s" % Fmt())
class Idx:
    def __index__(self): return 2
print([1, 2, 3][Idx()], "abc"[Idx()], [1, 2, 3][:Idx()], list(range(Idx())), hex(Idx()), [0] * Idx(), "%d" % 3)
class Call:
    def __call__(self, *a, **k): return (a, sorted(k.items()))
print(Call()(1, *[2], x=3, **{"y": 4}), list(map(Call(), [1])))


def order(tag, v=None):
    print(tag, end=" ")
    return v
def f(*a, **k): return a, k
print(f(order("a", 1), *order("b", [2]), order("c", 3), k=order("d", 4), **order("e", {"z": 5})))
d = {}
d[order("key", "k")] = order("value", "v"); print(d)
(order("x", d))["y"], d["w"] = order("vals", (1, 2)); print(d)
print({order("k1", 1): order("v1", 2), **order("dd", {3: 4})})
print(order("l", 1) < order("m", 2) < order("r", 3), order("n", 5) < order("o", 2) < order("never"))
print([order("t", 1) if order("cond", True) else order("no"), order("p", 0) or order("q", 2), order("u", 0) and order("never2")])
i = 0; a = [0, 0, 0]
i, a[i] = 1, 9; print(i, a)
x = y = z = []; x.append(1); print(z)
a = [1, 2, 3]; a[0], a[-1] = a[-1], a[0]; print(a)
for a[1] in range(3): pass
print(a)
for (p, *q), r in [((1, 2, 3), 4), ("ab", "c")]: print(p, q, r)
with open_cm() if False else __import__("contextlib").nullcontext((1, [2, 3])) as (u, [v, w]): print(u, v, w)
print([(lambda n: n and n + g(n - 1) if n else 0)(3) for g in [lambda k: k]])
data = [1, 5, 2]
print([sq for v in data if (sq := v * v) > 3], sq)
it = iter(data); tot = 0
while (nxt := next(it, None)) is not None: tot += nxt
print(tot)


class Meta(type):
    def __instancecheck__(cls, o): return o == 1
    def __subclasscheck__(cls, c): return c is int
    def __len__(cls): return 7
    def __iter__(cls): return iter("xyz")
    def __contains__(cls, x): return x == "in"
    def __getitem__(cls, k): return "item " + str(k)
    def __getattr__(cls, n): return "meta " + n
    def __repr__(cls): return "<M " + cls.__name__ + ">"
    def __add__(cls, o): return "added"
    def __eq__(cls, o): return o == "eq" or cls is o
    def __hash__(cls): return 5
    def __bool__(cls): return False
class K(metaclass=Meta): pass
print(isinstance(1, K), isinstance(2, K), issubclass(int, K), len(K), list(K), "in" in K, K["k"], K.foo, K, K + 1, K == "eq", hash(K), bool(K), isinstance(K(), K))


class Reg:
    subs = {}
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Reg.subs[name or cls.__name__] = cls
class R1(Reg): pass
class R2(R1, name="two"): pass
print(sorted(Reg.subs))
try:
    class R3(object, bad=1): pass
except TypeError as e: print(e)
class M1(type): pass
class M2(type): pass
try:
    class X(M1("a", (), {}), M2("b", (), {})): pass
except TypeError as e: print(str(e)[:18])
def clsdeco(c):
    c.decorated = True
    c.__doc__ = (c.__doc__ or "") + " more"
    return c
@clsdeco
class Dec:
    "doc"
print(Dec.decorated, Dec.__doc__)
class Attr:
    x = 1
    def f(self): return self.x
o = Attr(); o.f = lambda: "inst"; o.x = 2
print(o.f(), Attr.f(o), o.__dict__ and sorted(o.__dict__)); del o.f; print(o.f())
try:
    del o.f
except AttributeError as e: print(e)
Attr.x = 10; del o.x; print(o.f(), Attr.__name__)
Attr.__name__ = "Renamed"; print(Attr.__name__, Attr.__qualname__)
def fn(a, b=2): return a + b
fn.__defaults__ = (5,); fn.__name__ = "g"; fn.__doc__ = "D"; print(fn(1), fn.__name__, fn.__qualname__, fn.__doc__)
class CMs:
    @classmethod
    def make(cls, *a): return cls.__name__, a
    @staticmethod
    def st(*a): return a
    alias = make
class SubCM(CMs):
    @classmethod
    def make(cls, *a): return ("sub",) + super().make(*a)
    @staticmethod
    def st(*a): return ("s",) + super(SubCM, SubCM).st(*a)
    def inner(self):
        def f(): return super(SubCM, self).make(1)
        return f(), [super(SubCM, self).make(i) for i in range(1)]
print(SubCM.make(1), SubCM().make(2), SubCM.st(3), SubCM.alias(4), SubCM().inner())
import sys
print("a", "b", sep="-", end="!\n"); print(); print(*[1, 2], sep=""); print("x", file=sys.stdout, flush=True)
class W:
    def write(self, s): buf.append(s)
buf = []; print("hi", 1, file=W()); print(buf)
print(sorted([3, 1, 2], key=lambda v: -v), sorted("bA", key=str.lower), max([1, 2, 3], key=lambda v: v % 3), min("ab", "c", key=len), sorted([(1, "b"), (1, "a")], key=lambda t: t[0], reverse=True))
g = (print("lazy", v) for v in range(2)); print("before"); list(g)
m = map(lambda v: print("mapped", v), [1]); print("not yet"); list(m)
z = zip(iter([1, 2, 3]), "ab"); print(list(z))
e = enumerate("ab"); next(e); print(list(e), list(e))
dd = {"a": 1, "b": 2}; del dd["a"]; dd["a"] = 3; print(dd, list(dd.items()), dd.popitem(), dict(reversed(list(dd.items()))))
print(type("T", (), {"m": lambda self: "dyn"})().m(), type(1).__name__, type(type(1)).__name__, (1).__class__.__mro__[-1].__name__)
print(vars(Attr).get("f") is Attr.f, "f" in dir(Attr), [n for n in dir(o) if not n.startswith("__")])
