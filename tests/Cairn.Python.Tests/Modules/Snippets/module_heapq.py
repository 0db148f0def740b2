from heapq import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    h=[5,1,4,2,3]
    heapify(h)
    return h

show(case_1)

def case_2():
    h=[]
    [heappush(h,x) for x in [3,1,2]]
    return h

show(case_2)

def case_3():
    h=[1,2,3]
    return heappop(h),h

show(case_3)

def case_4():
    return nlargest(2,[1,5,3]),nsmallest(2,[1,5,3])

show(case_4)

def case_5():
    return list(merge([1,4],[2,3]))

show(case_5)

def case_6():
    h=[1,3,2]
    return heapreplace(h,5),h

show(case_6)

def case_7():
    h=[1,3]
    return heappushpop(h,2),h

show(case_7)
