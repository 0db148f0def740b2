from base64 import *
import binascii


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return b64encode(b"abc")

show(case_1)

def case_2():
    return b64decode("YWJj")

show(case_2)

def case_3():
    return b64decode("YWJ")

show(case_3)

def case_4():
    return urlsafe_b64encode(b"\xff\xfe")

show(case_4)

def case_5():
    return urlsafe_b64decode("__4=")

show(case_5)

def case_6():
    return b16encode(b"ab")

show(case_6)

def case_7():
    return b16decode("6162")

show(case_7)

def case_8():
    return b16decode("zz")

show(case_8)

def case_9():
    return b32encode(b'')

show(case_9)

def case_10():
    return b32encode(b'a')

show(case_10)

def case_11():
    return b32encode(b'ab')

show(case_11)

def case_12():
    return b32encode(b'abc')

show(case_12)

def case_13():
    return b32encode(b'abcd')

show(case_13)

def case_14():
    return b32encode(b'abcde')

show(case_14)

def case_15():
    return b32encode(b'abcdef')

show(case_15)

def case_16():
    return b32decode(b32encode(b''))

show(case_16)

def case_17():
    return b32decode(b32encode(b'a'))

show(case_17)

def case_18():
    return b32decode(b32encode(b'ab'))

show(case_18)

def case_19():
    return b32decode(b32encode(b'abc'))

show(case_19)

def case_20():
    return b32decode(b32encode(b'abcd'))

show(case_20)

def case_21():
    return b32decode(b32encode(b'abcde'))

show(case_21)

def case_22():
    return b32decode(b32encode(b'abcdef'))

show(case_22)

def case_23():
    return encodebytes(b"x"*60)

show(case_23)

def case_24():
    return b64decode("a")

show(case_24)

def case_25():
    return b64decode("YW Jj")

show(case_25)

def case_26():
    return b64decode("YW!Jj",validate=True)

show(case_26)
