from typing import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return List[int]

show(case_1)

def case_2():
    return Optional[str]

show(case_2)

def case_3():
    return Dict[str,int]

show(case_3)

def case_4():
    return Callable[[int],str]

show(case_4)

def case_5():
    return Union[int,str]

show(case_5)

def case_6():
    return isinstance([],List) if False else 1

show(case_6)

def case_7():
    class P(NamedTuple):
        x:int
        y:int=3
        def f(self): return self.x+self.y
    return P(1),P(1).f(),P._fields,P(1)==(1,3)

show(case_7)

def case_8():
    P=NamedTuple("P",[("x",int)])
    return P(1)

show(case_8)

def case_9():
    T=TypeVar("T")
    class G(Generic[T]): pass
    return G[int] and G().__class__.__name__

show(case_9)

def case_10():
    return cast(int,"a")

show(case_10)

def case_11():
    return TYPE_CHECKING

show(case_11)

def case_12():
    class P(Protocol):
        def f(self): ...
    return P.__name__

show(case_12)

def case_13():
    return Any

show(case_13)

def case_14():
    return Tuple[int,...]

show(case_14)

def case_15():
    return get_origin(List[int]),get_args(Dict[str,int])

show(case_15)

def case_16():
    return NewType("U",int)(5)

show(case_16)

def case_17():
    class L(List[int]): pass
    return L([1])

show(case_17)

def case_18():
    return Literal["a"]

show(case_18)

def case_19():
    return ClassVar[int]

show(case_19)

def case_20():
    return isinstance({},Mapping)

show(case_20)

def case_21():
    return Iterable[str]

show(case_21)
