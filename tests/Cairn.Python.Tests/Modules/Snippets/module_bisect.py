from bisect import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return bisect([1,2,2,3],2),bisect_left([1,2,2,3],2)

show(case_1)

def case_2():
    x=[1,3]
    insort(x,2)
    return x

show(case_2)
