from copy import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return copy([1,[2]])

show(case_1)

def case_2():
    a=[1,[2]]
    b=deepcopy(a)
    b[1].append(3)
    return a,b

show(case_2)

def case_3():
    a={"x":[1]}
    b=copy(a)
    return b["x"] is a["x"]

show(case_3)

def case_4():
    a=[]
    a.append(a)
    b=deepcopy(a)
    return b[0] is b

show(case_4)

def case_5():
    class X:
        def __init__(self): self.l=[1]
    x=X()
    y=deepcopy(x)
    return y.l is x.l, y.l

show(case_5)

def case_6():
    class X:
        def __init__(self): self.l=[1]
    x=X()
    y=copy(x)
    return y.l is x.l

show(case_6)

def case_7():
    class X:
        def __deepcopy__(self,m): return 5
    return deepcopy([X()])

show(case_7)

def case_8():
    t=(1,[2])
    return deepcopy(t) is t

show(case_8)

def case_9():
    t=(1,2)
    return deepcopy(t) is t

show(case_9)

def case_10():
    return deepcopy({(1,2):{3}})

show(case_10)

def case_11():
    return deepcopy(len) is len

show(case_11)

def case_12():
    class D(dict): pass
    d=D(a=[1])
    d.q=[2]
    e=deepcopy(d)
    return e,e.q,e.q is d.q,type(e).__name__

show(case_12)

def case_13():
    class L(list): pass
    l=L([[1]])
    m=deepcopy(l)
    return m,m[0] is l[0],type(m).__name__

show(case_13)

def case_14():
    class S(str): pass
    s=S("a")
    s.x=1
    t=deepcopy(s)
    return t,t.x

show(case_14)

def case_15():
    e=deepcopy(ValueError("a",[1]))
    return e

show(case_15)

def case_16():
    a=[1]
    b=deepcopy([a,a])
    return b[0] is b[1]

show(case_16)

def case_17():
    class X:
        def __getstate__(self): return {"z":1}
        def __setstate__(self,s): self.w=s
    return deepcopy(X()).w

show(case_17)

def case_18():
    class X:
        def __reduce__(self): return (list,((1,2),))
    return deepcopy(X())

show(case_18)
