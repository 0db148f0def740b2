from types import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return SimpleNamespace(a=1,b="x")

show(case_1)

def case_2():
    return SimpleNamespace(a=1)==SimpleNamespace(a=1)

show(case_2)

def case_3():
    return isinstance(len,BuiltinFunctionType)

show(case_3)

def case_4():
    return isinstance(lambda:1,FunctionType)

show(case_4)
