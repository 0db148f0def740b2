import re


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


m = re.search(r"(?P<major>\d+)\.(?P<minor>\d+)(?:\.(\d+))?", "version 12.34 is out")
show(lambda: m)
show(lambda: (m.group(), m.group(1), m.group("minor"), m.group(1, 2, 3), m.groups(), m.groups("0"), m[1], m["major"]))
show(lambda: (m.start(), m.end(2), m.span("minor"), m.span(3), m.lastindex, m.lastgroup, m.pos, m.endpos, m.string))
show(lambda: m.groupdict())
show(lambda: m.expand(r"\2.\g<major>"))
show(lambda: m.group(7))
show(lambda: m.group("nope"))
show(lambda: m.re.pattern)
show(lambda: re.match("b", "ab"))
show(lambda: re.fullmatch(r"[a-z]+", "abc").group())
show(lambda: re.findall(r"(\w)(\d)", "a1 b2"))
show(lambda: re.findall(r"\w(\d)", "a1 b2"))
show(lambda: re.findall(r"\d", "a1 b2"))
show(lambda: [x.span() for x in re.finditer("a*", "baac")])
show(lambda: re.split(r"[,;]\s*", "a, b;c"))
show(lambda: re.split(r"(,)", "a,b", maxsplit=1))
show(lambda: re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
show(lambda: re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana", count=2))
show(lambda: re.subn("x", "y", "axxb"))
show(lambda: re.compile("a(b)?", re.I | re.M))
show(lambda: re.compile("a(?P<x>b)?").groupindex)
show(lambda: (re.compile("(a)(b)").groups, re.compile("a", re.X).flags))
show(lambda: re.compile(re.compile("a")) == re.compile("a"))
show(lambda: re.compile("a").search("banana", 2).span())
show(lambda: re.escape("a.b*c-d e"))
show(lambda: re.compile("("))
show(lambda: re.compile("a", 5) and re.search(re.compile("a"), "a", re.I))
show(lambda: re.search("a", b"a"))
show(lambda: re.search(b"a(.)", b"xab").groups())
show(lambda: re.sub(b"a", b"b", b"aa"))
show(lambda: re.search("a", 5))
show(lambda: re.sub("a", r"\q", "a"))
show(lambda: bool(re.search("a", "b")))
show(lambda: (int(re.IGNORECASE), int(re.M), int(re.S | re.X), re.A == re.ASCII))
show(lambda: {re.compile("a"): 1}[re.compile("a")])
show(lambda: re.search("\U0001F600(.)", "x\U0001F600y").span(1))
show(lambda: re.compile("y").search("\U0001F600y", 1).span())
show(lambda: isinstance(m, re.Match) and isinstance(re.compile("a"), re.Pattern))
try:
    re.compile("a\n(b")
except re.error as e:
    print(e.msg, repr(e.pattern), e.pos, e.lineno, e.colno, e)
print([w.strip() for w in re.split("x", " a x b ")])
for line in re.finditer(r"^(\S+)\s+=\s+(.*)$", "a = 1\nbb = 2\n", re.MULTILINE):
    print(line.groups())
