from collections import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    d=defaultdict(list)
    d["a"].append(1)
    return d

show(case_1)

def case_2():
    return defaultdict(int,{"a":1},b=2)

show(case_2)

def case_3():
    d=defaultdict(None)
    return d["x"]

show(case_3)

def case_4():
    return defaultdict(3)

show(case_4)

def case_5():
    d=defaultdict(int)
    return d.get("x"),d

show(case_5)

def case_6():
    d=OrderedDict([("a",1),("b",2)])
    d.move_to_end("a")
    return d

show(case_6)

def case_7():
    d=OrderedDict(a=1,b=2)
    d.move_to_end("b",last=False)
    return d

show(case_7)

def case_8():
    return OrderedDict(a=1,b=2).popitem(False)

show(case_8)

def case_9():
    return OrderedDict(a=1,b=2)==OrderedDict([("b",2),("a",1)])

show(case_9)

def case_10():
    return OrderedDict()

show(case_10)

def case_11():
    return OrderedDict(a=1,b=2)=={"b":2,"a":1}

show(case_11)

def case_12():
    return OrderedDict.fromkeys("ab")

show(case_12)

def case_13():
    d=deque([1,2,3],maxlen=3)
    d.append(4)
    return d

show(case_13)

def case_14():
    d=deque([1,2,3])
    d.rotate(1)
    return d

show(case_14)

def case_15():
    d=deque([1,2,3])
    d.rotate(-1)
    d.appendleft(0)
    return d

show(case_15)

def case_16():
    return deque().pop()

show(case_16)

def case_17():
    return deque().popleft()

show(case_17)

def case_18():
    return deque("abc")[-1]

show(case_18)

def case_19():
    return deque("abc")==deque("abc")

show(case_19)

def case_20():
    return deque([1])+deque([2])

show(case_20)

def case_21():
    return deque(range(5),3)

show(case_21)

def case_22():
    return deque("ab")[5]

show(case_22)

def case_23():
    P=namedtuple("P","x y")
    return P(1,2)

show(case_23)

def case_24():
    P=namedtuple("P","x,y",defaults=[5])
    return P(1), P._fields, P._field_defaults

show(case_24)

def case_25():
    P=namedtuple("P","x y")
    return P(1)

show(case_25)

def case_26():
    P=namedtuple("P","x y")
    return P(1,2,3)

show(case_26)

def case_27():
    P=namedtuple("P","x y")
    return P(1,2)._replace(x=5)

show(case_27)

def case_28():
    P=namedtuple("P","x y")
    return P(1,2)._replace(q=5)

show(case_28)

def case_29():
    P=namedtuple("P","x y")
    return P(x=1,y=2)._asdict()

show(case_29)

def case_30():
    P=namedtuple("P","x y")
    return P._make([1,2]).x

show(case_30)

def case_31():
    P=namedtuple("P","x y")
    return P(1,2)==(1,2), P(1,2)<P(1,3), hash(P(1,2))==hash((1,2))

show(case_31)

def case_32():
    return namedtuple("P","x x")

show(case_32)

def case_33():
    return namedtuple("P","_x")

show(case_33)

def case_34():
    return namedtuple("P","class")

show(case_34)

def case_35():
    return namedtuple("P","x class",rename=True)._fields

show(case_35)

def case_36():
    return namedtuple("1P","x")

show(case_36)

def case_37():
    P=namedtuple("P","x y")
    a,b=P(1,2)
    return a+b

show(case_37)

def case_38():
    P=namedtuple("P","x y")
    return P(1,2,q=3)

show(case_38)

def case_39():
    P=namedtuple("P","x y z")
    return P()

show(case_39)

def case_40():
    return Counter("abca")

show(case_40)

def case_41():
    return Counter("abca").most_common(1)

show(case_41)

def case_42():
    return Counter(a=3)-Counter(a=1)

show(case_42)

def case_43():
    return Counter(a=3)+Counter(b=1)

show(case_43)

def case_44():
    return Counter(a=3)|Counter(a=5,b=1)

show(case_44)

def case_45():
    return Counter(a=3)&Counter(a=1)

show(case_45)

def case_46():
    c=Counter("ab")
    c.update("aa")
    return c["z"],c

show(case_46)

def case_47():
    return list(Counter(a=2,b=1).elements())

show(case_47)

def case_48():
    return Counter(a=1)==Counter(a=1,b=0)

show(case_48)

def case_49():
    return Counter()

show(case_49)

def case_50():
    c=Counter(a=2)
    c.subtract("aab")
    return c

show(case_50)

def case_51():
    return Counter(a=2).total()

show(case_51)

def case_52():
    c=ChainMap({"a":1},{"b":2,"a":3})
    return c["a"],c["b"],dict(c)

show(case_52)

def case_53():
    return ChainMap({},{"a":1})

show(case_53)

def case_54():
    return ChainMap({"a":1})["z"]

show(case_54)

def case_55():
    c=ChainMap({},{"a":1})
    c["a"]=5
    return c

show(case_55)

def case_56():
    return list(ChainMap({"a":1},{"b":2,"a":3}))

show(case_56)

def case_57():
    class U(UserDict): pass
    u=U(a=1)
    u["b"]=2
    return u,len(u),u.pop("a"),u.get("z",9),list(u.items())

show(case_57)
