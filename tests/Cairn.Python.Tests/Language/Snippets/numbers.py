print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 7 / 2, 6 / 3, 2 ** 10, 2 ** -1, (-2) ** 3, -2 ** 2, 2 ** 0.5, 0 ** 0)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 1e300 * 1e10, -1e300 * 1e10, 1 / 3, 10 / 5, 3.0 == 3, 0.1 + 0.2 == 0.3, 5 // 0.3, 2.5 % 0.5)
print(2 ** 64, 2 ** 100, -2 ** 63, 2 ** 63 - 1, (2 ** 63 - 1) + 1, 9223372036854775807 * 2, -9223372036854775808 - 1, 10 ** 30 // 7, 10 ** 30 % 7, -10 ** 30 // 7, 10 ** 20 / 10 ** 18)
print(1 << 70, (1 << 70) >> 68, -1 >> 10, 5 & 3, 5 | 3, 5 ^ 3, ~5, ~-1, -5 & 0xff, 1 << 0, (1 << 100) & (1 << 100) == 1 << 100, -8 >> 1)
print(0x1F, 0o17, 0b101, 1_000_000, 1e3, 1.5e-3, .5, 5., 0xdeadBEEF, 1E5, 0)
print(True + True, True * 5, True & False, True | 2, True == 1, isinstance(True & True, bool), -True, +True, ~True, True // 1)
print(int(1e20), int("9" * 30), float(2 ** 70), 2 ** 70 == float(2 ** 70), 2 ** 53 + 1 == float(2 ** 53), 1 < 1.5 < 2, 10 ** 25 > 1e24, hash(2 ** 61 - 1), hash(2 ** 70), hash(-1), hash(0.5))
print(abs(-2 ** 70), divmod(10 ** 20, 3), divmod(-5.5, 2), pow(7, 100, 13), round(1e20), round(0.5), round(1.5), round(-1.5), round(2.567, 1), round(15, -1), round(25, -1), round(12.5))
print((5).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (3).real, (4.0).is_integer(), (0.5).as_integer_ratio(), (10).__class__)
print(float("1e400"), 1e308 * 10, -0.0, 0.0 == -0.0, 1e15, 1e16, 123456.789, 1e-4, 1e-5, 100000000000000000000.0, 1.23e-7, 3.0, 2.5e10)
print(1.1 + 2.2, 1 / 7, 2 / 3, 1e23, 9007199254740993.0, 4.35, 0.1, 1234567890.123456789, 5e-324, 1.7976931348623157e308)
print(str(1.0), repr(0.1), "%.10g" % 0.1, "{:.3}".format(3.14159), "{:g}".format(1e10), "{:g}".format(123456), "{:n}".format(5) if False else "", "{:.0f}".format(2.5), "{:8.3f}|".format(3.14159), "{:+.1e}".format(12345))
print(max(1, 2.5), min(1, True), sum([1, 2.5]), 3 if 1 else 2, not 0, 1 == True, 0 == False, 2 == True, "1" == 1, None == 0, () == [], 1 != 2, 3 > 2 >= 2, 1 is 1)
a = 5; a += 2; a -= 1; a *= 3; a //= 2; a **= 2; a %= 50; a <<= 2; a >>= 1; a |= 1; a &= 0xff; a ^= 3; print(a)
f = 5; f /= 2; print(f); print(10 - 2 - 3, 2 ** 3 ** 2, -3 ** 2, 2 * 3 + 4 * 5, (2 + 3) * 4, 10 / 2 / 5, 7 - -3, not 1 == 2, 1 + 2 << 1, 5 & 3 == 1, 6 | 1 & 2)
print([i for i in range(-3, 3)], [i % 3 for i in range(-3, 4)], [i // 3 for i in range(-3, 4)])


class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.x + 1000)
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return "rsub"
    def __mul__(self, o): return "mul"
    def __matmul__(self, o): return "matmul"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __bool__(self): return self.x != 0
    def __index__(self): return self.x
    def __int__(self): return self.x + 1
    def __float__(self): return float(self.x)
    def __lt__(self, o): return self.x < o.x
    def __le__(self, o): return self.x <= o.x
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __iadd__(self, o): self.x += o; return self
    def __divmod__(self, o): return "divmod"
    def __round__(self, n=None): return ("round", n)
    def __len__(self): return 3
    def __contains__(self, i): return i == "in"
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("delitem", k)
    def __repr__(self): return f"V({self.x})"
    def __format__(self, spec): return f"<{self.x}:{spec}>"
    def __pow__(self, o): return "pow"
    def __rpow__(self, o): return "rpow"
    def __truediv__(self, o): return "div"
    def __floordiv__(self, o): return "floordiv"
    def __mod__(self, o): return "mod"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __lshift__(self, o): return "lsh"
    def __rshift__(self, o): return "rsh"


v = V(5)
print(v + 1, 1 + v, v + V(2), 1 - v, v * 2, v @ 1, -v, +v, ~v, abs(v), bool(V(0)), [10, 20, 30, 40, 50, 60][v], int(v), float(v), hex(v))
print(v < V(6), v > V(6), v <= V(5), v >= V(9), v == V(5), v != V(5), hash(v), len(v), "in" in v, "out" in v, v["k"], v[1:2], v[1, 2], v[...])
v["a"] = 1; del v["b"]; v += 10; print(v, f"{v:abc}", format(v, "x"), "{:q}".format(v), round(v), round(v, 2), sorted([V(3), V(1)]), max(V(1), V(9)), list(range(V(3).x)))
print(v ** 2, 2 ** v, v / 1, v // 1, v % 1, v & 1, v | 1, v ^ 1, v << 1, v >> 1, {V(1): "x"}[V(1)])
try:
    v - 1
except TypeError as e:
    print(e)
try:
    V(1) < 5
except AttributeError as e:
    print(e)
