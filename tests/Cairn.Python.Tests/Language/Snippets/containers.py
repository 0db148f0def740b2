l = [3, 1, 2]
l.sort(); print(l)
l.sort(reverse=True); print(l)
l.append(5); l.extend((6, 7)); l.insert(0, 9); l.insert(-1, 8); l.insert(100, 10)
print(l, l.pop(), l.pop(0), l.index(5), l.count(6))
l.remove(6); l.reverse(); print(l, l.copy(), l[::-1], l[1:3], l[-2:], l[::2], l[5:1:-2])
l[1:3] = ["a", "b", "c"]; print(l)
l[::2] = [0] * len(l[::2]); print(l)
del l[0]; del l[1:3]; print(l)
l[:0] = [1, 2]; l[len(l):] = [99]; print(l)
del l[::2]; print(l)
try:
    l[::2] = [1, 2, 3, 4, 5]
except ValueError as e:
    print(e)
l.clear(); print(l, [1, 2] + [3], [0] * 3, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], 2 in [1, 2], [[1]] == [[1.0]])
print(sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([3, 1, 2], reverse=True), sorted("hello"), sorted({"b": 1, "a": 2}))
print(sorted([("a", 2), ("b", 1), ("c", 2)], key=lambda t: t[1], reverse=True))
t = (1, 2, 3); print(t + (4,), t * 2, t[1], t[::-1], t.index(2), t.count(1), (), (1,), hash((1, 2)) == hash((1, 2)), (1, 2) < (1, 3), t[1:])
d = {"b": 1, "a": 2, 3: "c"}
print(d, d["b"], d.get("z"), d.get("z", 0), list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), "a" in d)
d["b"] = 10; d["new"] = 1; del d["a"]; print(d, d.pop("new"), d.pop("nope", None), d.setdefault("s", []), d.setdefault("b", 0), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d, d.popitem(), {**d, "k": 1}, dict(a=1, b=2), dict([("k", "v")]), dict({"q": 1}, r=2))
print({1: "a"} == {1.0: "a"}, {1: 1} | {2: 2}, dict.fromkeys("ab", 0), dict.fromkeys([1]), dict(zip("ab", [1, 2])), {k: v for k, v in [("x", 1)]}, {True: 1, 1: 2, 1.0: 3})
try:
    for k in d:
        d["extra" + str(k)] = 1
except RuntimeError as e:
    print(e)
print(d.keys() & {"b", "zz"}, sorted({"a": 1}.keys() | {"b"}), {"a": 1}.keys() - {"a"}, {"a": 1}.items() == {("a", 1)}, list(reversed({"a": 1, "b": 2})))
s = {3, 1, 2}
print(len(s), 1 in s, s | {4} == {1, 2, 3, 4}, s & {1, 9}, s - {1} == {2, 3}, s ^ {1, 5} == {2, 3, 5}, s <= {1, 2, 3}, s < {1, 2, 3}, s >= {1}, set(), {1} == frozenset([1]))
s.add(7); s.discard(100); s.discard(7); s.update([8], (9,)); s.remove(8); print(sorted(s), s.isdisjoint({100}), s.issubset(range(20)), s.issuperset([1]))
print(sorted(s.union([5], [6])), sorted(s.intersection([1, 2, 99])), sorted(s.difference([1])), sorted(s.symmetric_difference([1, 100])), s.copy() == s)
s |= {50}; s &= {1, 2, 50}; s -= {1}; s ^= {2, 77}; print(sorted(s)); s.intersection_update({77}); print(s); s.clear(); print(s)
fs = frozenset("abc"); print(len(fs), {fs: 1}[frozenset("cba")], hash(fs) == hash(frozenset("cab")), frozenset() == set(), repr(frozenset()), repr(set()), {frozenset([1])} == {frozenset([1])})
print(list(range(5)), list(range(2, 10, 3)), list(range(5, 0, -2)), range(10)[3], range(10)[-1], range(10)[2:5], len(range(0, 10, 3)), 4 in range(0, 10, 2), range(3) == range(0, 3, 1), repr(range(3)), list(reversed(range(4))), range(5).index(3))
print(list(zip([1, 2], "ab", (True, False))), list(zip()), list(zip([1], [])), list(enumerate("ab")), list(enumerate("ab", 5)), list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda v: v > 1, [1, 2, 3])), list(reversed([1, 2, 3])))
print(min(3, 1, 2), max([1, 5, 3]), min("b", "a"), max([], default=7), min([(1, "z"), (1, "a")]), max(["aa", "b"], key=len), sum([1, 2, 3]), sum([[1], [2]], []), sum([0.1] * 3), any([0, 1]), all([]), all([1, 0]), any([]))
print(abs(-3), abs(2.5), divmod(7, 3), divmod(-7, 3), pow(2, 10), pow(3, 4, 5), round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-2.5), round(1.005, 2), bin(10), oct(8), hex(255), bin(-5), chr(97), ord("a"))
a = [[0] * 2 for _ in range(2)]; a[0][1] = 5; print(a, [[j for j in range(i)] for i in range(3)], [x for x in range(10) if x % 2 if x > 3], {x % 3 for x in range(10)} == {0, 1, 2}, [(x, y) for x in range(2) for y in "ab"])
r = []; r.append(r); print(r); rd = {}; rd["me"] = rd; print(rd)
print(isinstance(1, int), isinstance(True, int), isinstance("a", (int, str)), type(1) is int, type([]) == list, issubclass(bool, int), callable(len), id(l) == id(l), isinstance(None, type(None)))
print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), repr(...), None is None, [] is [], bool([]), bool("x"), bool(0.0), bool(None))
it = iter([1, 2, 3]); print(next(it), list(it), next(it, "d")); print(slice(1, 2), slice(None, 5, 2).indices(10), [1, 2, 3, 4][slice(1, 3)])
print([1, 2, 3].__len__(), (5).__add__(3), "a".__eq__("a"), [1].__contains__(1), {"a": 1}.__getitem__("a"), int.__add__(1, 2), str.upper("x"), list.append.__name__, dict.get({"k": 1}, "k"))
print(list("abc"), tuple([1, 2]), list({"a": 1}), list(dict(a=1).items()), set("aab") == {"a", "b"}, list(map(int, "123")), tuple(x for x in range(3)), tuple({1: 2}))
x = [1, 2, 3]
for i in x:
    if i == 1:
        x.remove(1)
print(x, x * 2, x.__class__.__name__, [*x, *x], x and 1, list(x) is x, x[:] == x)
b = [1, 2]; c = b; c += [3]; print(b, b is c); b = b + [4]; print(c, b is c)
n = [3, 1]; n *= 2; print(n); print([1, [2, [3, (4, {5: 6})]]], {"a": [1, {"b": ()}]}, ("a", 1.0, None, True, b"x"))
print("%r" % (d if False else {"k": {"n": [1, (2,)]}},), str({1, }), str((1,)), [None, True, 1.5, "s"])
