from uuid import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return uuid5(NAMESPACE_DNS,"a.b")

show(case_1)

def case_2():
    return uuid3(NAMESPACE_URL,"x")

show(case_2)

def case_3():
    return UUID("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}").hex

show(case_3)

def case_4():
    return UUID("x")

show(case_4)

def case_5():
    return str(UUID(int=5))

show(case_5)

def case_6():
    return uuid5(NAMESPACE_DNS,"q").version

show(case_6)

def case_7():
    return UUID(int=1)<UUID(int=2)

show(case_7)
