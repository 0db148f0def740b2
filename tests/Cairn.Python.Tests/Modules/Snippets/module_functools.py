from functools import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return reduce(lambda a,b:a+b,[1,2,3])

show(case_1)

def case_2():
    return reduce(lambda a,b:a+b,[])

show(case_2)

def case_3():
    return reduce(lambda a,b:a+b,[],5)

show(case_3)

def case_4():
    return partial(int,base=2)("101")

show(case_4)

def case_5():
    return partial(partial(max,3),4)(5)

show(case_5)

def case_6():
    return partial(3)

show(case_6)

def case_7():
    @lru_cache(maxsize=2)
    def g(x):
        return x*2
    return g(1),g(2),g(1),g(3),g(2),g.cache_info()

show(case_7)

def case_8():
    @lru_cache
    def g(x): return x
    return g(1),g(1),g.cache_info(),g.__name__

show(case_8)

def case_9():
    @cache
    def g(x,y=1): return x
    return g(1),g(1,y=2),g.cache_info()

show(case_9)

def case_10():
    return sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a))

show(case_10)

def case_11():
    @total_ordering
    class T:
        def __init__(s,v): s.v=v
        def __eq__(s,o): return s.v==o.v
        def __lt__(s,o): return s.v<o.v
    return T(1)<=T(1),T(2)>T(1),T(1)>=T(2),T(1)>=T(1)

show(case_11)

def case_12():
    @total_ordering
    class T:
        def __init__(s,v): s.v=v
        def __eq__(s,o): return s.v==o.v
        def __ge__(s,o): return s.v>=o.v
    return T(1)<=T(1),T(2)>T(1),T(1)<T(2),T(1)<T(1)

show(case_12)

def case_13():
    @total_ordering
    class T: pass
    return 1

show(case_13)

def case_14():
    class T:
        n=0
        @cached_property
        def p(s):
            s.n+=1
            return s.n
    t=T()
    return t.p,t.p,t.n

show(case_14)

def case_15():
    @singledispatch
    def s(x): return "o"
    @s.register(int)
    def _(x): return "i"
    @s.register
    def _(x: str): return "s"
    return s(1),s("a"),s(True),s(1.0)

show(case_15)

def case_16():
    def w(): "doc"
    @wraps(w)
    def v(): pass
    return v.__name__,v.__doc__,v.__wrapped__ is w

show(case_16)

def case_17():
    class A:
        def f(s,a,b): return a,b
        g=partialmethod(f,1)
    return A().g(2)

show(case_17)

def case_18():
    class A:
        @lru_cache(None)
        def f(s,a): return a*2
    return A().f(4)

show(case_18)
