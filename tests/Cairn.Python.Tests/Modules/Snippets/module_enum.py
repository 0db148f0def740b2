from enum import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return list(C)

show(case_1)

def case_2():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A

show(case_2)

def case_3():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return str(C.A)

show(case_3)

def case_4():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C(2)

show(case_4)

def case_5():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C["B"]

show(case_5)

def case_6():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.AA is C.A

show(case_6)

def case_7():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.__members__.keys()

show(case_7)

def case_8():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A.f()

show(case_8)

def case_9():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A.p

show(case_9)

def case_10():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C(9)

show(case_10)

def case_11():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C["Z"]

show(case_11)

def case_12():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return len(C)

show(case_12)

def case_13():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A in C

show(case_13)

def case_14():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A==1

show(case_14)

def case_15():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return hash(C.A)==hash(C.B)

show(case_15)

def case_16():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return {C.A:1}[C.A]

show(case_16)

def case_17():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A<C.B

show(case_17)

def case_18():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return isinstance(C.A,C)

show(case_18)

def case_19():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return repr(C)

show(case_19)

def case_20():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return f"{C.A}"

show(case_20)

def case_21():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return [*reversed(C)]

show(case_21)

def case_22():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return C.A.name

show(case_22)

def case_23():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return bool(C.A)

show(case_23)

def case_24():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return setattr(C,"A",3)

show(case_24)

def case_25():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    return type(C.A)

show(case_25)

def case_26():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F.R|F.W

show(case_26)

def case_27():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F.R|F.X

show(case_27)

def case_28():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F.RW

show(case_28)

def case_29():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F(0)

show(case_29)

def case_30():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return ~F.R

show(case_30)

def case_31():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F.R in F.RW

show(case_31)

def case_32():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return list(F.RW)

show(case_32)

def case_33():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F(9)

show(case_33)

def case_34():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return bool(F(0))

show(case_34)

def case_35():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F.R^F.RW

show(case_35)

def case_36():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return str(F.R|F.X)

show(case_36)

def case_37():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return list(F)

show(case_37)

def case_38():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F(5).name

show(case_38)

def case_39():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return (F.R&F.W).value

show(case_39)

def case_40():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return ~(F.R|F.W)

show(case_40)

def case_41():
    class F(Flag):
        R=1
        W=2
        X=4
        RW=3
    return F(7)

show(case_41)

def case_42():
    class I(IntEnum):
        A=1
        B=2
    return I.A

show(case_42)

def case_43():
    class I(IntEnum):
        A=1
        B=2
    return str(I.A)

show(case_43)

def case_44():
    class I(IntEnum):
        A=1
        B=2
    return I.A+1

show(case_44)

def case_45():
    class I(IntEnum):
        A=1
        B=2
    return I.A==1

show(case_45)

def case_46():
    class I(IntEnum):
        A=1
        B=2
    return sorted([I.B,I.A])

show(case_46)

def case_47():
    class I(IntEnum):
        A=1
        B=2
    return f"{I.A:03d}"

show(case_47)

def case_48():
    class I(IntEnum):
        A=1
        B=2
    return I(1)

show(case_48)

def case_49():
    class I(IntEnum):
        A=1
        B=2
    return I.A<I.B

show(case_49)

def case_50():
    class I(IntEnum):
        A=1
        B=2
    return "%d"%I.A

show(case_50)

def case_51():
    class I(IntEnum):
        A=1
        B=2
    return {1:2}[I.A]

show(case_51)

def case_52():
    class S(str,Enum):
        A="a"
    return S.A

show(case_52)

def case_53():
    class S(str,Enum):
        A="a"
    return S.A=="a"

show(case_53)

def case_54():
    class S(str,Enum):
        A="a"
    return S.A.upper()

show(case_54)

def case_55():
    class S(str,Enum):
        A="a"
    return str(S.A)

show(case_55)

def case_56():
    class S(str,Enum):
        A="a"
    return S("a")

show(case_56)

def case_57():
    class S(str,Enum):
        A="a"
    return f"{S.A}"

show(case_57)

def case_58():
    class S(StrEnum):
        A=auto()
        BC=auto()
    return S.BC.value

show(case_58)

def case_59():
    class S(StrEnum):
        A=auto()
        BC=auto()
    return str(S.A)

show(case_59)

def case_60():
    class S(StrEnum):
        A=auto()
        BC=auto()
    return S("a")

show(case_60)

def case_61():
    class S(StrEnum):
        A=auto()
        BC=auto()
    return S.A+"x"

show(case_61)

def case_62():
    class A(Enum):
        X=auto()
        Y=auto()
        Z=10
        W=auto()
    return [m.value for m in A]

show(case_62)

def case_63():
    return Enum("Q","a b c")["b"].value

show(case_63)

def case_64():
    return list(Enum("Q",[("x",5)]))

show(case_64)

def case_65():
    class P(Enum):
        E=(1,2)
        F=(3,4)
        def __init__(self,a,b):
            self.a=a; self.b=b
    return P.F.a,P.E.value,P((1,2))

show(case_65)

def case_66():
    class N(Enum):
        def __new__(cls,v):
            o=object.__new__(cls); o._value_=v*10; return o
        A=1
    return N.A.value,N(10)

show(case_66)

def case_67():
    class C(Enum):
        A=1
        B=2
        AA=1
        def f(self): return self.value*2
        @property
        def p(self): return 7
    class D(C):
        X=1
    return 1

show(case_67)

def case_68():
    @unique
    class U(Enum):
        A=1
        B=1
    return 1

show(case_68)

def case_69():
    class IF(IntFlag):
        A=1
        B=2
    return IF.A|IF.B, int(IF.A|4), IF.A|IF.B==3

show(case_69)
