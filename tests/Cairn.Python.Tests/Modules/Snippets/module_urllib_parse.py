from urllib.parse import *


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


def case_1():
    return urlparse('http://a.b/c/d;p?q=1#f')

show(case_1)

def case_2():
    return urlparse('http://u:p@H.com:80/x')

show(case_2)

def case_3():
    return urlparse('ftp://h/p')

show(case_3)

def case_4():
    return urlparse('//x/y')

show(case_4)

def case_5():
    return urlparse('a/b')

show(case_5)

def case_6():
    return urlparse('mailto:x@y')

show(case_6)

def case_7():
    return urlparse('')

show(case_7)

def case_8():
    return urlparse('http://[::1]:80/x')

show(case_8)

def case_9():
    return urlparse('git@h:x/y')

show(case_9)

def case_10():
    return urlparse('file:///a/b')

show(case_10)

def case_11():
    return urlparse('http://a?b')

show(case_11)

def case_12():
    return urlparse('http://a#b')

show(case_12)

def case_13():
    return urlparse('x:80')

show(case_13)

def case_14():
    return urlparse('HTTP://A/B')

show(case_14)

def case_15():
    return urlparse('http://a:bad/')

show(case_15)

def case_16():
    return urlparse('svn+ssh://x/y')

show(case_16)

def case_17():
    return urlparse('?q')

show(case_17)

def case_18():
    return urlparse('#f')

show(case_18)

def case_19():
    return urlparse('/abs')

show(case_19)

def case_20():
    return urlparse('http://h:99999/')

show(case_20)

def case_21():
    return urlsplit('http://a.b/c/d;p?q=1#f')

show(case_21)

def case_22():
    return urlsplit('http://u:p@H.com:80/x')

show(case_22)

def case_23():
    return urlsplit('ftp://h/p')

show(case_23)

def case_24():
    return urlsplit('//x/y')

show(case_24)

def case_25():
    return urlsplit('a/b')

show(case_25)

def case_26():
    return urlsplit('mailto:x@y')

show(case_26)

def case_27():
    return urlsplit('')

show(case_27)

def case_28():
    return urlsplit('http://[::1]:80/x')

show(case_28)

def case_29():
    return urlsplit('git@h:x/y')

show(case_29)

def case_30():
    return urlsplit('file:///a/b')

show(case_30)

def case_31():
    return urlsplit('http://a?b')

show(case_31)

def case_32():
    return urlsplit('http://a#b')

show(case_32)

def case_33():
    return urlsplit('x:80')

show(case_33)

def case_34():
    return urlsplit('HTTP://A/B')

show(case_34)

def case_35():
    return urlsplit('http://a:bad/')

show(case_35)

def case_36():
    return urlsplit('svn+ssh://x/y')

show(case_36)

def case_37():
    return urlsplit('?q')

show(case_37)

def case_38():
    return urlsplit('#f')

show(case_38)

def case_39():
    return urlsplit('/abs')

show(case_39)

def case_40():
    return urlsplit('http://h:99999/')

show(case_40)

def case_41():
    return urlunparse(urlparse('http://a.b/c/d;p?q=1#f'))

show(case_41)

def case_42():
    return urlunparse(urlparse('http://u:p@H.com:80/x'))

show(case_42)

def case_43():
    return urlunparse(urlparse('ftp://h/p'))

show(case_43)

def case_44():
    return urlunparse(urlparse('//x/y'))

show(case_44)

def case_45():
    return urlunparse(urlparse('a/b'))

show(case_45)

def case_46():
    return urlunparse(urlparse('mailto:x@y'))

show(case_46)

def case_47():
    return urlunparse(urlparse(''))

show(case_47)

def case_48():
    return urlunparse(urlparse('http://[::1]:80/x'))

show(case_48)

def case_49():
    return urlunparse(urlparse('git@h:x/y'))

show(case_49)

def case_50():
    return urlunparse(urlparse('file:///a/b'))

show(case_50)

def case_51():
    return urlunparse(urlparse('http://a?b'))

show(case_51)

def case_52():
    return urlunparse(urlparse('http://a#b'))

show(case_52)

def case_53():
    return urlunparse(urlparse('x:80'))

show(case_53)

def case_54():
    return urlunparse(urlparse('HTTP://A/B'))

show(case_54)

def case_55():
    return urlunparse(urlparse('http://a:bad/'))

show(case_55)

def case_56():
    return urlunparse(urlparse('svn+ssh://x/y'))

show(case_56)

def case_57():
    return urlunparse(urlparse('?q'))

show(case_57)

def case_58():
    return urlunparse(urlparse('#f'))

show(case_58)

def case_59():
    return urlunparse(urlparse('/abs'))

show(case_59)

def case_60():
    return urlunparse(urlparse('http://h:99999/'))

show(case_60)

def case_61():
    return [getattr(urlparse('http://a.b/c/d;p?q=1#f'),k) for k in ("hostname","port","username","password")]

show(case_61)

def case_62():
    return [getattr(urlparse('http://u:p@H.com:80/x'),k) for k in ("hostname","port","username","password")]

show(case_62)

def case_63():
    return [getattr(urlparse('ftp://h/p'),k) for k in ("hostname","port","username","password")]

show(case_63)

def case_64():
    return [getattr(urlparse('//x/y'),k) for k in ("hostname","port","username","password")]

show(case_64)

def case_65():
    return [getattr(urlparse('a/b'),k) for k in ("hostname","port","username","password")]

show(case_65)

def case_66():
    return [getattr(urlparse('mailto:x@y'),k) for k in ("hostname","port","username","password")]

show(case_66)

def case_67():
    return [getattr(urlparse(''),k) for k in ("hostname","port","username","password")]

show(case_67)

def case_68():
    return [getattr(urlparse('http://[::1]:80/x'),k) for k in ("hostname","port","username","password")]

show(case_68)

def case_69():
    return [getattr(urlparse('git@h:x/y'),k) for k in ("hostname","port","username","password")]

show(case_69)

def case_70():
    return [getattr(urlparse('file:///a/b'),k) for k in ("hostname","port","username","password")]

show(case_70)

def case_71():
    return [getattr(urlparse('http://a?b'),k) for k in ("hostname","port","username","password")]

show(case_71)

def case_72():
    return [getattr(urlparse('http://a#b'),k) for k in ("hostname","port","username","password")]

show(case_72)

def case_73():
    return [getattr(urlparse('x:80'),k) for k in ("hostname","port","username","password")]

show(case_73)

def case_74():
    return [getattr(urlparse('HTTP://A/B'),k) for k in ("hostname","port","username","password")]

show(case_74)

def case_75():
    return [getattr(urlparse('http://a:bad/'),k) for k in ("hostname","port","username","password")]

show(case_75)

def case_76():
    return [getattr(urlparse('svn+ssh://x/y'),k) for k in ("hostname","port","username","password")]

show(case_76)

def case_77():
    return [getattr(urlparse('?q'),k) for k in ("hostname","port","username","password")]

show(case_77)

def case_78():
    return [getattr(urlparse('#f'),k) for k in ("hostname","port","username","password")]

show(case_78)

def case_79():
    return [getattr(urlparse('/abs'),k) for k in ("hostname","port","username","password")]

show(case_79)

def case_80():
    return [getattr(urlparse('http://h:99999/'),k) for k in ("hostname","port","username","password")]

show(case_80)

def case_81():
    return urljoin("http://a/b/c/d;p?q",'g:h')

show(case_81)

def case_82():
    return urljoin("http://a/b/c/d;p?q",'g')

show(case_82)

def case_83():
    return urljoin("http://a/b/c/d;p?q",'./g')

show(case_83)

def case_84():
    return urljoin("http://a/b/c/d;p?q",'g/')

show(case_84)

def case_85():
    return urljoin("http://a/b/c/d;p?q",'/g')

show(case_85)

def case_86():
    return urljoin("http://a/b/c/d;p?q",'//g')

show(case_86)

def case_87():
    return urljoin("http://a/b/c/d;p?q",'?y')

show(case_87)

def case_88():
    return urljoin("http://a/b/c/d;p?q",'g?y')

show(case_88)

def case_89():
    return urljoin("http://a/b/c/d;p?q",'#s')

show(case_89)

def case_90():
    return urljoin("http://a/b/c/d;p?q",'g#s')

show(case_90)

def case_91():
    return urljoin("http://a/b/c/d;p?q",'')

show(case_91)

def case_92():
    return urljoin("http://a/b/c/d;p?q",'.')

show(case_92)

def case_93():
    return urljoin("http://a/b/c/d;p?q",'./')

show(case_93)

def case_94():
    return urljoin("http://a/b/c/d;p?q",'..')

show(case_94)

def case_95():
    return urljoin("http://a/b/c/d;p?q",'../g')

show(case_95)

def case_96():
    return urljoin("http://a/b/c/d;p?q",'../../g')

show(case_96)

def case_97():
    return urljoin("http://a/b/c/d;p?q",'../../../g')

show(case_97)

def case_98():
    return urljoin("http://a/b/c/d;p?q",'/./g')

show(case_98)

def case_99():
    return urljoin("http://a/b/c/d;p?q",'/../g')

show(case_99)

def case_100():
    return urljoin("http://a/b/c/d;p?q",'g.')

show(case_100)

def case_101():
    return urljoin("http://a/b/c/d;p?q",'./../g')

show(case_101)

def case_102():
    return urljoin("http://a/b/c/d;p?q",'g;x=1/../y')

show(case_102)

def case_103():
    return urljoin("http://a/b/c/d;p?q",'http:g')

show(case_103)

def case_104():
    return quote("a b/c?é~")

show(case_104)

def case_105():
    return quote("a/b",safe="")

show(case_105)

def case_106():
    return quote_plus("a b&c")

show(case_106)

def case_107():
    return unquote("a%20b%C3%A9%zz%")

show(case_107)

def case_108():
    return unquote_plus("a+b%20c")

show(case_108)

def case_109():
    return urlencode({"a":1,"b":"x y"})

show(case_109)

def case_110():
    return urlencode([("a",[1,2])],doseq=True)

show(case_110)

def case_111():
    return parse_qs("a=1&b=2&a=3&c=")

show(case_111)

def case_112():
    return parse_qsl("a=1&b",keep_blank_values=True)

show(case_112)

def case_113():
    return urldefrag("http://a/b#c")

show(case_113)

def case_114():
    return unquote_to_bytes("%41")

show(case_114)

def case_115():
    return urlparse("http://a/b")._replace(path="/c").geturl()

show(case_115)
