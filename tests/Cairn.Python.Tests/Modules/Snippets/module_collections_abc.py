from collections.abc import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return isinstance([],Sequence)

show(case_1)

def case_2():
    return isinstance("",Sequence)

show(case_2)

def case_3():
    return isinstance({},Mapping)

show(case_3)

def case_4():
    return isinstance({},Iterable)

show(case_4)

def case_5():
    return isinstance(1,Iterable)

show(case_5)

def case_6():
    return isinstance(len,Callable)

show(case_6)

def case_7():
    return isinstance([],Hashable)

show(case_7)

def case_8():
    return isinstance((),Hashable)

show(case_8)

def case_9():
    return isinstance(iter([]),Iterator)

show(case_9)

def case_10():
    return isinstance(set(),MutableSet)

show(case_10)

def case_11():
    return isinstance((x for x in []),Generator)

show(case_11)

def case_12():
    class M(Mapping):
        def __getitem__(s,k): return {"a":1}[k]
        def __iter__(s): return iter("a")
        def __len__(s): return 1
    m=M()
    return dict(m),m.get("z",3),"a" in m,list(m.items()),m=={"a":1}

show(case_12)

def case_13():
    class M(Mapping): pass
    return M()

show(case_13)

def case_14():
    class Q:
        def __len__(s): return 1
    return isinstance(Q(),Sized)

show(case_14)

def case_15():
    class S(MutableSequence):
        def __init__(s): s.l=[]
        def __getitem__(s,i): return s.l[i]
        def __setitem__(s,i,v): s.l[i]=v
        def __delitem__(s,i): del s.l[i]
        def __len__(s): return len(s.l)
        def insert(s,i,v): s.l.insert(i,v)
    s=S()
    s.extend([1,2,3])
    s.reverse()
    return s.pop(),list(s),s.index(2)

show(case_15)

def case_16():
    class S(Set):
        def __init__(s,x): s.x=list(x)
        def __contains__(s,y): return y in s.x
        def __iter__(s): return iter(s.x)
        def __len__(s): return len(s.x)
    a=S([1,2])
    b=S([2,3])
    return list(a&b),list(a|b),list(a-b),a<=b,a==S([2,1]),list(a^b)

show(case_16)
