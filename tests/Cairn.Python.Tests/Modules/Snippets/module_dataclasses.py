from typing import ClassVar
from dataclasses import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1)

show(case_1)

def case_2():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1,2,[3])

show(case_2)

def case_3():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1)==P(1)

show(case_3)

def case_4():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P()

show(case_4)

def case_5():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1,2,3,4)

show(case_5)

def case_6():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1,q=2)

show(case_6)

def case_7():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1,x=2)

show(case_7)

def case_8():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return [f.name for f in fields(P)]

show(case_8)

def case_9():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return asdict(P(1,2,[P(3)]))

show(case_9)

def case_10():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return astuple(P(1))

show(case_10)

def case_11():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return replace(P(1),x=5)

show(case_11)

def case_12():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return hash(P(1))

show(case_12)

def case_13():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P.y

show(case_13)

def case_14():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return is_dataclass(P)

show(case_14)

def case_15():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P.__match_args__

show(case_15)

def case_16():
    @dataclass
    class P:
        x: int
        y: int = 3
        z: list = field(default_factory=list)
    return P(1)<P(2)

show(case_16)

def case_17():
    @dataclass(frozen=True,order=True)
    class P:
        a: int
        b: str = "q"
    return P(1)<P(2)

show(case_17)

def case_18():
    @dataclass(frozen=True,order=True)
    class P:
        a: int
        b: str = "q"
    return sorted([P(2),P(1,"z"),P(1)])

show(case_18)

def case_19():
    @dataclass(frozen=True,order=True)
    class P:
        a: int
        b: str = "q"
    return hash(P(1))==hash(P(1))

show(case_19)

def case_20():
    @dataclass(frozen=True,order=True)
    class P:
        a: int
        b: str = "q"
    return setattr(P(1),"a",2)

show(case_20)

def case_21():
    @dataclass(frozen=True,order=True)
    class P:
        a: int
        b: str = "q"
    return P(1)<=3

show(case_21)

def case_22():
    @dataclass
    class P:
        a: int = 1
        b: str
    return 1

show(case_22)

def case_23():
    @dataclass
    class P:
        a: list = []
    return 1

show(case_23)

def case_24():
    @dataclass
    class P:
        a: int
        c: ClassVar[int] = 3
    return P(1)

show(case_24)

def case_25():
    @dataclass
    class A:
        a: int
        b: int = 2
    @dataclass
    class B(A):
        a: int = 5
        c: int = 9
    return B()

show(case_25)

def case_26():
    @dataclass
    class A:
        a: int
        t: InitVar[int] = 4
        def __post_init__(self,t): self.s=self.a+t
    return A(1).s

show(case_26)

def case_27():
    @dataclass
    class A:
        a: int
        _: KW_ONLY
        b: int = 1
    return A(1,b=2),A(1,2)

show(case_27)

def case_28():
    @dataclass(kw_only=True)
    class A:
        a: int
    return A()

show(case_28)

def case_29():
    @dataclass(eq=False,repr=False)
    class A:
        a: int
    return A(1)==A(1)

show(case_29)

def case_30():
    return make_dataclass("Q",["x",("y",int,5)])(1)

show(case_30)

def case_31():
    @dataclass
    class A:
        a: int = field(default=3,repr=False,compare=False)
    return A(), A(1)==A(2)

show(case_31)

def case_32():
    @dataclass
    class A:
        a: int
        b: int = field(init=False)
    return A(1).a

show(case_32)

def case_33():
    @dataclass
    class A:
        a: int
        b: int
    return A()

show(case_33)

def case_34():
    @dataclass
    class A:
        a: int
        b: int
        c: int
    return A()

show(case_34)
