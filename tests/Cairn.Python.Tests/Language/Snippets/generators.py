def g1():
    x = yield 1
    print("x", x)
    y = yield x
    print("y", y)
    return "done"


g = g1()
print(next(g))
print(g.send("a"))
try:
    g.send("b")
except StopIteration as e:
    print("stop", e.value)


def g2():
    r = yield from g1()
    print("r", r)
    yield from [10, 20]
    return 5


g = g2()
print(next(g), g.send("p"), list(g))


def g3():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("caught", e)
        yield 3
    finally:
        print("finally")


g = g3()
next(g)
print(g.throw(ValueError("v")))
print(list(g))
g = g3()
next(g)
g.close()
print(list(g))


def g4():
    for i in range(3):
        for j in range(3):
            if j == 2:
                break
            if i == 1:
                continue
            yield i, j
        else:
            print("no")
    else:
        yield "else"


print(list(g4()))


def g5(n):
    while n:
        n -= 1
        if n == 2:
            continue
        if n == 0:
            return
        yield n


print(list(g5(6)))


class CM:
    def __init__(self, n): self.n = n
    def __enter__(self):
        print("enter", self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None)
        return self.n == "swallow"


def g6():
    with CM("a") as a, CM("b") as b:
        yield a
        yield b
    with CM("swallow"):
        yield 1
        raise KeyError("k")
    yield "after"


print(list(g6()))


def g7():
    print("sum", (yield 1) + (yield 2))
    z = [(yield 3), (yield 4)]
    print(z)
    if (yield 5):
        print("true")
    elif (yield 6):
        print("elif")
    w = (yield 7) or (yield 8)
    print("w", w)
    v = (yield 9) if (yield 10) else (yield 11)
    print("v", v)
    print(f"{(yield 12)}-{(yield 13)}")
    d = {"a": (yield 14), **(yield 15)}
    print(d)
    return (yield 16)


g = g7()
val = next(g)
sent = []
try:
    while True:
        sent.append(val)
        val = g.send({"m": val} if val == 15 else (0 if val in (5, 7, 10) else val))
except StopIteration as e:
    print("result", e.value)
print(sent)


def g8():
    try:
        yield 1
    finally:
        yield 2
        print("cleanup")


print(list(g8()))
print(sum(x * x for x in range(5) if x % 2), list(x + y for x in "ab" for y in "cd"))
print(max((len(w), w) for w in ["a", "bbb", "cc"]))
gen = (i for i in range(3))
print(next(gen), list(gen), next(gen, "end"))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(15)])


class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(It(3)), 2 in It(4), [*It(2)], max(It(5)))


class GI:
    def __iter__(self):
        yield from (1, 2)


print(list(GI()), dict(zip(GI(), "ab")))


class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10


print(list(Seq()), 20 in Seq())


def leak():
    raise StopIteration("x")
    yield


try:
    next(leak())
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)))
print(list(iter([1, 2, 3, 0, 4].pop, 0)) if False else list(iter(iter([1, 2, 0, 3]).__next__, 0)))


def inner_exc():
    try:
        yield 1
    except GeneratorExit:
        print("gen exit")
        raise


g = inner_exc()
next(g)
g.close()


def handled():
    try:
        raise ValueError("inner")
    except ValueError:
        yield "in handler"
        try:
            raise
        except ValueError as e:
            print("re", e)


h = handled()
next(h)
try:
    raise KeyError("outer")
except KeyError:
    list(h)
