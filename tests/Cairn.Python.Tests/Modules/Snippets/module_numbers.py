from numbers import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return isinstance(1,Integral)

show(case_1)

def case_2():
    return isinstance(1.0,Integral)

show(case_2)

def case_3():
    return isinstance(1.0,Real)

show(case_3)

def case_4():
    return isinstance(True,Number)

show(case_4)

def case_5():
    return isinstance("",Number)

show(case_5)
