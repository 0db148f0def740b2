class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        cls.kw = kw
        return cls

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.inited = name

    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        return {"prepared": True}

    def __call__(cls, *args, **kw):
        obj = super().__call__(*args, **kw)
        obj.called = True
        return obj

    @property
    def meta_prop(cls):
        return cls.__name__ + "!"


class Base(metaclass=Meta, flag=3):
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag


class Derived(Base, metaclass=Meta):
    pass


print(Base.kw, Base.inited, Base.prepared, Base().called, Base.meta_prop, type(Base), Derived.kw)


class Desc:
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value * 2


class D:
    attr = Desc()


d = D()
print(d.attr)
d.attr = 21
print(d.attr, D.attr.name, d.__dict__)


class X: pass
class Y: pass
class A(X, Y): pass
class B(Y): pass
class C(A, B): pass
print([c.__name__ for c in C.__mro__])
try:
    class E(X, A): pass
except TypeError as e:
    print("mro error")


class P:
    def __init__(self):
        self._v = 1

    @property
    def v(self):
        "doc of v"
        return self._v

    @v.setter
    def v(self, value):
        self._v = value

    @v.deleter
    def v(self):
        print("deleted")

    @staticmethod
    def s(x):
        return x + 1

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    def __private(self):
        return "private"

    def call_private(self):
        return self.__private()


p = P()
p.v = 5
print(p.v, P.v.__doc__, P.s(1), p.s(2), P.c(3), p.c(4), p.call_private(), hasattr(p, "_P__private"))
del p.v
try:
    P().nope
except AttributeError as e:
    print(e)
try:
    P.nope
except AttributeError as e:
    print(e)


class G:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, ("wrapped", value))

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


g = G()
print(g.xy, getattr(g, "zz", "default"), hasattr(g, "zz"))
g.a = 1
print(g.a)
del g.a


class GA:
    def __getattribute__(self, name):
        if name == "magic":
            return 42
        return object.__getattribute__(self, name)


print(GA().magic, GA().__class__.__name__)


class Outer:
    class Inner:
        def method(self):
            def local():
                pass
            return local.__qualname__

    y = [i for i in range(3)]
    z = __qualname__


print(Outer.Inner.__qualname__, Outer.Inner().method(), Outer.z, Outer.y, Outer.Inner.method.__qualname__)
T = type("T", (Base,), {"q": 7, "__doc__": "hello"}, tag="t")
print(T.q, T.__name__, T.__doc__, T.tag, T.__bases__, isinstance(T(), Base), issubclass(T, (int, Base)))
print(Base.__subclasses__())


class Callable:
    def __call__(self, *a, **k):
        return a, k


print(Callable()(1, b=2), callable(Callable()), callable(3))


class Sup:
    def f(self):
        return "Sup.f"

    @classmethod
    def cm(cls):
        return "Sup.cm " + cls.__name__


class Sub(Sup):
    def f(self):
        return "Sub+" + super(Sub, self).f()

    @classmethod
    def cm(cls):
        return super().cm() + "!"

    def comp(self):
        return __class__.__name__


print(Sub().f(), Sub.cm(), Sub().comp())


class New:
    def __new__(cls, x):
        self = super().__new__(cls)
        self.from_new = x
        return self

    def __init__(self, x):
        self.from_init = x


n = New(9)
print(n.from_new, n.from_init)
try:
    object(1)
except TypeError as e:
    print(e)


class NoArgs: pass


try:
    NoArgs(1)
except TypeError as e:
    print(e)


class WithEq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, WithEq) and self.v == o.v


print(WithEq(1) == WithEq(1), WithEq(1) != WithEq(2), WithEq(1) == 1)
try:
    hash(WithEq(1))
except TypeError as e:
    print(e)
print(repr(WithEq).startswith("<class '__main__.WithEq'"), str(int), type(None), type(type))


class Ctx(object):
    """Docs."""
    attr: int = 3
    other: str


print(Ctx.__doc__, Ctx.__module__, sorted(Ctx.__annotations__), Ctx.__dict__["attr"])


class Slots:
    __slots__ = ("a",)
    def __init__(self): self.a = 1


print(Slots().a)


class L(list):
    def __getitem__(self, i):
        return ("item", super().__getitem__(i))


l = L([1, 2, 3])
l.append(4)
l.extra = "e"
print(l[0], len(l), l, l.extra, isinstance(l, list), l == [1, 2, 3, 4])


class DD(dict):
    def __missing__(self, k):
        return "missing " + k


dd = DD(a=1)
print(dd["a"], dd["b"], dd, dd.get("zz"))


class S(str):
    def shout(self): return self.upper() + "!"


print(S("abc").shout(), S("abc") + "d", S("x") == "x", {S("k"): 1}["k"])


class I(int):
    def __add__(self, o): return I(int(self) + o + 100)


print(I(3) + 4, I(3) * 2, isinstance(I(3) + 1, I))


class Err(Exception):
    def __init__(self, msg, extra=None):
        super().__init__(msg)
        self.extra = extra

    def __str__(self):
        return "Err:" + super().__str__()


try:
    raise Err("boom", extra=5)
except Err as e:
    print(e, e.extra, e.args, repr(e))
a = A()
a.__class__ = C
print(type(a).__name__)
print(vars(p), p.__dict__ is vars(p))
p.__dict__["dyn"] = 1
print(p.dyn)
setattr(P, "added", lambda self: "added")
print(p.added())
print([k for k in P.__dict__ if not k.startswith("__")])
