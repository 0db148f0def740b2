from datetime import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return timedelta(1,2,3)

show(case_1)

def case_2():
    return timedelta(hours=25.5)

show(case_2)

def case_3():
    return str(timedelta(days=-1,seconds=5))

show(case_3)

def case_4():
    return timedelta(1)/timedelta(hours=6)

show(case_4)

def case_5():
    return timedelta(seconds=100)//7

show(case_5)

def case_6():
    return timedelta(1)*2.5

show(case_6)

def case_7():
    return timedelta(1)<timedelta(2)

show(case_7)

def case_8():
    return abs(timedelta(-1))

show(case_8)

def case_9():
    return timedelta(weeks=1,minutes=3).total_seconds()

show(case_9)

def case_10():
    return divmod(timedelta(1),timedelta(hours=5))

show(case_10)

def case_11():
    return timedelta(0)

show(case_11)

def case_12():
    return bool(timedelta(0))

show(case_12)

def case_13():
    return str(timedelta(2,3,4))

show(case_13)

def case_14():
    return -timedelta(1,1)

show(case_14)

def case_15():
    return timedelta(milliseconds=1.5)

show(case_15)

def case_16():
    return timedelta(days=0.1)

show(case_16)

def case_17():
    return date(2024,2,30)

show(case_17)

def case_18():
    return date(2024,1,1)+timedelta(60)

show(case_18)

def case_19():
    return date(2024,3,1)-date(2023,3,1)

show(case_19)

def case_20():
    return date(2024,1,1).isocalendar()[:]

show(case_20)

def case_21():
    return date(2021,1,3).isocalendar()[:]

show(case_21)

def case_22():
    return date(2024,12,30).weekday()

show(case_22)

def case_23():
    return date.fromisoformat("2024-05-06")

show(case_23)

def case_24():
    return date.fromisoformat("x")

show(case_24)

def case_25():
    return date.fromordinal(738000)

show(case_25)

def case_26():
    return date(2024,5,6).toordinal()

show(case_26)

def case_27():
    return f"{date(2024,5,6):%d.%m.%y}"

show(case_27)

def case_28():
    return date(2024,1,1)<date(2024,1,2)

show(case_28)

def case_29():
    return date(2024,1,31).replace(day=5)

show(case_29)

def case_30():
    return date(2024,5,6).ctime()

show(case_30)

def case_31():
    return date(2024,5,6).timetuple()[:]

show(case_31)

def case_32():
    return date(10000,1,1)

show(case_32)

def case_33():
    return date(2024,13,1)

show(case_33)

def case_34():
    return date("a",1,1)

show(case_34)

def case_35():
    return date.max

show(case_35)

def case_36():
    return date(9999,12,31)+timedelta(1)

show(case_36)

def case_37():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt

show(case_37)

def case_38():
    dt=datetime(2024,2,29,13,5,9,123456)
    return str(dt)

show(case_38)

def case_39():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.isoformat(timespec="minutes")

show(case_39)

def case_40():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.strftime("%Y%m%d-%H:%M:%S.%f %j %a %b %p %I")

show(case_40)

def case_41():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt+timedelta(hours=30)

show(case_41)

def case_42():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.date(),dt.time()

show(case_42)

def case_43():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.timestamp()

show(case_43)

def case_44():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.replace(hour=1)

show(case_44)

def case_45():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt-datetime(2024,1,1)

show(case_45)

def case_46():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.replace(tzinfo=timezone.utc).isoformat()

show(case_46)

def case_47():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.replace(tzinfo=timezone(timedelta(hours=-5,minutes=-30)))

show(case_47)

def case_48():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.replace(tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=2)))

show(case_48)

def case_49():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt==dt.replace(tzinfo=timezone.utc)

show(case_49)

def case_50():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt<dt.replace(tzinfo=timezone.utc)

show(case_50)

def case_51():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.ctime()

show(case_51)

def case_52():
    dt=datetime(2024,2,29,13,5,9,123456)
    return dt.weekday(),dt.isoweekday()

show(case_52)

def case_53():
    return datetime.strptime("2024-05-06 07:08:09","%Y-%m-%d %H:%M:%S")

show(case_53)

def case_54():
    return datetime.strptime("6 May 2024 +0200","%d %b %Y %z")

show(case_54)

def case_55():
    return datetime.fromtimestamp(0)

show(case_55)

def case_56():
    return datetime.fromtimestamp(1.5,timezone.utc)

show(case_56)

def case_57():
    return datetime.utcfromtimestamp(1700000000)

show(case_57)

def case_58():
    return datetime.fromisoformat("2024-05-06T07:08:09.123+02:00")

show(case_58)

def case_59():
    return datetime.fromisoformat("2024-05-06")

show(case_59)

def case_60():
    return datetime.fromisoformat("20240506T0708")

show(case_60)

def case_61():
    return datetime.fromisoformat("2024-05-06 07:08Z")

show(case_61)

def case_62():
    return datetime.fromisoformat("junk")

show(case_62)

def case_63():
    return datetime(2024,1,1,25)

show(case_63)

def case_64():
    return datetime(2024,1,1)

show(case_64)

def case_65():
    return datetime(2024,1,1,1,2)

show(case_65)

def case_66():
    return datetime.combine(date(2024,1,1),time(5))

show(case_66)

def case_67():
    return time(1,2,3)

show(case_67)

def case_68():
    return time(1,2,3,4).isoformat()

show(case_68)

def case_69():
    return str(time(5))

show(case_69)

def case_70():
    return time(1)<time(2)

show(case_70)

def case_71():
    return timezone.utc

show(case_71)

def case_72():
    return str(timezone(timedelta(hours=1)))

show(case_72)

def case_73():
    return timezone(timedelta(hours=1),"X")

show(case_73)

def case_74():
    return timezone(timedelta(hours=25))

show(case_74)

def case_75():
    return hash(datetime(2024,1,1))==hash(datetime(2024,1,1))

show(case_75)

def case_76():
    return datetime.max

show(case_76)

def case_77():
    return datetime.min

show(case_77)

def case_78():
    return time.fromisoformat("05:06")

show(case_78)

def case_79():
    return datetime(2024,1,1,tzinfo=timezone.utc).tzname()

show(case_79)

def case_inherited_strftime():
    return datetime.strftime(date(2018,5,23), "%d%b%Y %H"), date.strftime(datetime(2018,5,23,7,8), "%d%b%Y %H")

show(case_inherited_strftime)
