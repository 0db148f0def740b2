from operator import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return itemgetter(1)([1,2])

show(case_1)

def case_2():
    return itemgetter(1,0)("ab")

show(case_2)

def case_3():
    return attrgetter("real.imag")(5)

show(case_3)

def case_4():
    return methodcaller("upper")("a")

show(case_4)

def case_5():
    return itemgetter("a")

show(case_5)

def case_6():
    return contains([1],1)

show(case_6)

def case_7():
    return indexOf([1,2],2)

show(case_7)

def case_8():
    return indexOf([1],3)

show(case_8)

def case_9():
    return countOf([1,1,2],1)

show(case_9)

def case_10():
    return add(1,2),mod(5,3),invert(1),truth([]),not_(1)

show(case_10)

def case_11():
    return attrgetter("real","imag")(3)

show(case_11)

def case_12():
    return concat("a","b")

show(case_12)
