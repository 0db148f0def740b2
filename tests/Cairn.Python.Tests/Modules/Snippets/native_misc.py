import base64
import binascii
import errno
import gzip
import hashlib
import math
import os
import platform
import signal
import stat
import sys
import time
import zlib


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


for name in ("md5", "sha1", "sha256", "sha384", "sha512"):
    show(lambda: (hashlib.new(name, b"abc").hexdigest(), getattr(hashlib, name)(b"").digest_size))
h = hashlib.sha256()
h.update(b"a")
g = h.copy()
h.update(b"bc")
show(lambda: (h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), g.hexdigest()[:8], h.name))
show(lambda: hashlib.md5("text"))
show(lambda: hashlib.new("nope"))
show(lambda: (binascii.hexlify(b"\x00\xff"), binascii.unhexlify("00ff"), binascii.crc32(b"hello")))
show(lambda: binascii.unhexlify("0"))
show(lambda: (zlib.decompress(zlib.compress(b"abc" * 100)) == b"abc" * 100, zlib.crc32(b"x"), zlib.adler32(b"hello")))
show(lambda: gzip.decompress(gzip.compress(b"data")))
show(lambda: (math.pi, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.log(8, 2), math.log10(1000), math.gcd(12, 18), math.factorial(10), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.fmod(-7, 3), math.comb(5, 2), math.isqrt(17), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.log2(8), math.exp(0), math.copysign(1, -0.0), math.lcm(4, 6), math.perm(5, 2), math.modf(1.5), math.inf, math.isnan(math.nan)))
show(lambda: math.sqrt(-1))
show(lambda: math.log(0))
show(lambda: math.factorial(-1))
show(lambda: math.floor(float("inf")))
show(lambda: math.sqrt("a"))
show(lambda: math.exp(1000))
show(lambda: (errno.ENOENT, errno.EEXIST, errno.errorcode[13], os.strerror(2)))
show(lambda: (stat.S_IRWXU, stat.S_IXOTH, stat.S_ISDIR(0o40755), oct(stat.S_IMODE(0o100644)), stat.filemode(0o104755), stat.filemode(0o41777)))
show(lambda: (int(signal.SIGTERM), int(signal.SIGKILL), int(signal.SIGINT)))
show(lambda: time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", time.gmtime(1700000000)))
show(lambda: tuple(time.gmtime(0))[:8])
show(lambda: (time.gmtime(86400).tm_mday, time.gmtime(0).tm_year))
show(lambda: time.strptime("2024-05-06", "%Y-%m-%d")[:6])
show(lambda: time.strptime("x", "%Y"))
show(lambda: time.time() > 1e9 and time.monotonic() > 0 and time.sleep(0) is None)
show(lambda: sys.version_info[:2] == (3, 11) and sys.version_info >= (3, 6) and sys.version_info.major)
show(lambda: (sys.maxsize, sys.byteorder, sys.getdefaultencoding(), sys.platform))
try:
    sys.exit("bye")
except SystemExit as e:
    print(e.code, e)
try:
    sys.exit()
except SystemExit as e:
    print(e.code)
show(lambda: (platform.system() == os.uname().sysname, platform.machine() == os.uname().machine, platform.node() == os.uname()[1], platform.uname().system == platform.system()))
show(lambda: "sys" in sys.modules and sys.modules["os"] is os)
show(lambda: sys._getframe().f_code.co_name)
show(lambda: (os.cpu_count() > 0, os.getpid() > 0, os.getuid() >= 0))
sys.stdout.write("direct\n")
show(lambda: sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    show(lambda: (sys.exc_info()[0].__name__, str(sys.exc_info()[1])))
show(lambda: os.kill(999999999, 0))
