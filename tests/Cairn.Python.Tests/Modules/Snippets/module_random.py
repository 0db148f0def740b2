from random import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    seed(5)
    return random(),random()

show(case_1)

def case_2():
    seed("abc")
    return [randint(1,10) for _ in range(5)]

show(case_2)

def case_3():
    seed(123456789012345678901234567890)
    return getrandbits(100)

show(case_3)

def case_4():
    seed(1)
    x=list(range(10))
    shuffle(x)
    return x

show(case_4)

def case_5():
    seed(2)
    return sample(range(100),5)

show(case_5)

def case_6():
    seed(2)
    return sample(range(10),3)

show(case_6)

def case_7():
    seed(3)
    return choices("abc",k=4)

show(case_7)

def case_8():
    seed(3)
    return choices("abc",[1,2,3],k=6)

show(case_8)

def case_9():
    seed(4)
    return choice("abcdef"),uniform(1,2),randrange(0,100,7)

show(case_9)

def case_10():
    seed(4)
    return normalvariate(0,1)

show(case_10)

def case_11():
    return choice([])

show(case_11)

def case_12():
    return randrange(0)

show(case_12)

def case_13():
    seed(1)
    return randbytes(5)

show(case_13)
