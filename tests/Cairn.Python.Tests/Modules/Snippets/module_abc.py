from abc import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    class A(ABC):
        @abstractmethod
        def f(self): pass
    return A()

show(case_1)

def case_2():
    class A(ABC):
        @abstractmethod
        def f(self): pass
        @property
        @abstractmethod
        def g(self): pass
    return A()

show(case_2)

def case_3():
    class A(ABC):
        @abstractmethod
        def f(self): pass
    class B(A):
        def f(self): return 1
    return B().f()

show(case_3)

def case_4():
    class A(ABC): pass
    A.register(int)
    return isinstance(1,A),issubclass(bool,A),isinstance("",A)

show(case_4)
