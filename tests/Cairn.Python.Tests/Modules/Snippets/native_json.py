import io
import json


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


v = {"a": [1, 2.5, None, True], "b": {"c": "h\u00e9\n\"\\\x01\U0001F600", "d": []}, "e": {}}
show(lambda: json.dumps(v))
show(lambda: json.dumps(v, ensure_ascii=False))
show(lambda: json.dumps(v, indent=2))
show(lambda: json.dumps(v, indent="\t", separators=(",", ":")))
show(lambda: json.dumps({"b": 1, "a": 2}, sort_keys=True))
show(lambda: json.dumps([1, 2], indent=0))
show(lambda: json.dumps({1: 2, None: 3, True: 4, 1.5: 5}))
show(lambda: json.dumps({(1, 2): 3}))
show(lambda: json.dumps({(1, 2): 3}, skipkeys=True))
show(lambda: json.dumps({1, 2}))
show(lambda: json.dumps({1}, default=list))
show(lambda: json.dumps(float("nan")))
show(lambda: json.dumps(float("inf"), allow_nan=False))
show(lambda: json.dumps((1, "a")))
show(lambda: json.dumps(10**30))
show(lambda: json.dumps(1e100))
x = []
x.append(x)
show(lambda: json.dumps(x))


class E(json.JSONEncoder):
    def default(self, o):
        return str(o)


show(lambda: json.dumps({"x": {1}}, cls=E))
show(lambda: json.loads(json.dumps(v)) == v)
for t in ["", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "[1 2]", "nul", "\"a", "\"\\q\"", "\"\\u12\"", "1.", "01", "-", "[1]x", "\"\n\"", " [ ] ", "1e5", "-0", "1E+2", "{\"a\" 1}", "{\"a\":1 \"b\"}", "NaN", "-Infinity", "\"\\ud83d\\ude00\"", "true", "[[[]]]", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "\ufeff1", "12345678901234567890"]:
    show(lambda: json.loads(t))
show(lambda: json.loads("{\"a\": 1}", object_hook=lambda d: list(d.items())))
show(lambda: json.loads("{\"a\": 1, \"a\": 2}", object_pairs_hook=list))
show(lambda: json.loads("[1.5, 2]", parse_float=str, parse_int=float))
show(lambda: json.loads(b"[1]"))
show(lambda: json.loads(5))
s = io.StringIO()
json.dump([1, {"a": 2}], s)
s.seek(0)
show(lambda: json.load(s))
try:
    json.loads("[1,\n x]")
except json.JSONDecodeError as e:
    print(e.msg, e.lineno, e.colno, e.pos, isinstance(e, ValueError))
show(lambda: json.JSONDecoder().raw_decode("[1] rest"))
