import abc, collections, contextlib, copy, functools, itertools, operator, os.path, re, string, textwrap, types
from collections import OrderedDict, defaultdict, namedtuple
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import partial, reduce, total_ordering, wraps
import os.path as osp
import collections.abc as cabc


class Color(Enum):
    RED = 1
    GREEN = "g"

    @property
    def low(self): return self.name.lower()


print(Color.RED, Color["RED"], Color("g"), Color.RED.low, [c.name for c in Color], Color.RED is Color(1), repr(Color.GREEN), Color.RED == 1, len(Color), isinstance(Color.RED, Color))


class Num(IntEnum):
    A = 1
    B = 2


print(Num.A + 1, Num.B > Num.A, Num(2).name, sorted(Num), Num.A == 1)


@dataclass
class Point:
    x: int
    y: int = 5
    tags: list = field(default_factory=list)

    def norm(self): return self.x + self.y


print(Point(1), Point(1, y=2) == Point(1, 2), Point(3).norm(), Point(1).tags is Point(1).tags)
NT = namedtuple("NT", "a b")
n = NT(1, b=2)
print(n, n.a, n[1], n._replace(a=9), NT._fields, tuple(n), n == (1, 2))
dd = defaultdict(list)
dd["k"].append(1)
print(dd, dict(dd), dd["new"], len(dd))
od = OrderedDict([("a", 1), ("b", 2)])
od.move_to_end("a")
print(list(od))
print(reduce(lambda a, b: a + b, [1, 2, 3]), partial(int, base=2)("101"), list(itertools.chain([1], [2])), list(itertools.product("ab", [1, 2])), list(itertools.permutations([1, 2, 3], 2))[:3])


@total_ordering
class Ord:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v


print(Ord(1) <= Ord(2), Ord(3) > Ord(2), Ord(1) >= Ord(2))


@contextlib.contextmanager
def cm(x):
    print("in", x)
    try:
        yield x * 2
    except ValueError as e:
        print("suppressed", e)
    finally:
        print("out", x)


with cm(1) as v, cm(2) as w:
    print(v, w)
with cm(3):
    raise ValueError("err")


def deco(fn):
    @wraps(fn)
    def inner(*a):
        "inner doc"
        return fn(*a)
    return inner


@deco
def documented():
    "the doc"


print(documented.__name__, documented.__doc__, documented.__wrapped__.__name__)


@functools.lru_cache(maxsize=None)
def cached(n):
    print("computing", n)
    return n * 2


print(cached(2), cached(2))
a = [1, [2, 3], {"k": (4, [5])}]
b = copy.deepcopy(a)
c = copy.copy(a)
b[1].append(9)
c[1].append(7)
print(a, b, c)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self): pass


try:
    Abstract()
except TypeError as e:
    print(str(e).startswith("Can't instantiate abstract class Abstract"))


class Concrete(Abstract):
    def f(self): return "ok"


print(Concrete().f(), re.sub(r"(\w+)-(\d+)", r"\2:\1", "abc-12"), re.match(r"v(?P<n>\d+)", "v42").group("n"), re.findall(r"\d", "a1b2"), re.split(r"[,;]", "a,b;c"))
print(osp.join("a", "b", "/c", "d"), osp.basename("/x/y.tar.gz"), osp.dirname("/x/y"), osp.splitext("a.tar.gz"), osp.normpath("a/../b//c/./d"), osp.isabs("/a"))
print(textwrap.dedent("""
    a
      b
    """), string.ascii_lowercase[:3], operator.itemgetter(1)([5, 6]), operator.attrgetter("real")(3), isinstance([], cabc.Sequence), isinstance({}, cabc.Mapping), isinstance(1, cabc.Iterable))
print(types.SimpleNamespace(a=1).a, collections.Counter("aab").most_common(1), list(itertools.islice(itertools.count(5), 3)), [k for k, g in itertools.groupby("aabb")])


class Cached:
    @functools.cached_property
    def v(self):
        print("once")
        return 7


x = Cached()
print(x.v, x.v)


def singledispatch_like():
    with contextlib.suppress(KeyError):
        {}["x"]
    return "suppressed"


print(singledispatch_like())
with contextlib.ExitStack() as stack:
    stack.enter_context(cm(9))
    stack.callback(print, "callback")
