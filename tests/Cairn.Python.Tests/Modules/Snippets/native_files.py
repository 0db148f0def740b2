import glob
import io
import os
import shutil
import stat
import tempfile


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e).replace(top, "TOP"))


top = os.path.realpath(tempfile.mkdtemp())
os.chdir(top)
with open("a.txt", "w") as f:
    show(lambda: f.write("one\ntwo\nthree"))
    f.writelines(["\n", "four\n"])
show(lambda: open("a.txt").read())
with open("a.txt") as f:
    show(lambda: (f.readline(), f.readline(), f.tell(), f.read(2), f.read(), f.read(), f.readline()))
    show(lambda: (f.seek(0), f.readlines()))
    show(lambda: (f.closed, f.name, f.mode, f.encoding, f.readable(), f.writable()))
show(lambda: f.closed)
show(lambda: f.read())
with open("a.txt", "a") as f:
    f.write("five")
print(list(open("a.txt")))
with open("a.txt", "r+") as f:
    text = f.read()
    f.seek(0)
    f.write(text.upper())
    f.truncate()
show(lambda: open("a.txt").read())
with open("b.bin", "wb") as f:
    show(lambda: f.write(b"\x00\xff\r\n"))
show(lambda: open("b.bin", "rb").read())
show(lambda: open("b.bin").read())
show(lambda: open("b.bin", errors="replace").read())
show(lambda: open("b.bin", encoding="latin-1").read())
show(lambda: open("b.bin", encoding="latin-1", newline="").read())
with open("crlf", "wb") as f:
    f.write(b"a\r\nb\rc\nd")
show(lambda: open("crlf").readlines())
show(lambda: open("crlf", newline="").readlines())
show(lambda: open("crlf", newline="\n").readlines())
show(lambda: open("crlf", newline="\r\n").readlines())
show(lambda: open("nope"))
show(lambda: open("."))
show(lambda: open("nope/x", "w"))
show(lambda: open("a.txt", "x"))
show(lambda: open("a.txt", "q"))
show(lambda: open("a.txt", "rw"))
show(lambda: open("a.txt", "rb", encoding="utf-8"))
show(lambda: open("a.txt").write("x"))
show(lambda: open("c.txt", "w").read())
show(lambda: open("a.txt", "w").write(b"x"))
show(lambda: open("a.txt", "wb").write("x"))
with open("u", "w", encoding="utf-8") as f:
    f.write("h\u00e9\U0001F600z")
with open("u") as f:
    show(lambda: (f.read(2), f.read(1), f.read()))
show(lambda: os.path.getsize("u"))
os.makedirs("d/e/f")
show(lambda: os.makedirs("d/e/f"))
show(lambda: os.makedirs("d/e/f", exist_ok=True))
show(lambda: os.mkdir("d"))
show(lambda: os.mkdir("x/y"))
show(lambda: os.rmdir("d"))
show(lambda: os.remove("d"))
show(lambda: os.remove("nope"))
show(lambda: sorted(os.listdir(".")))
show(lambda: os.listdir("nope"))
show(lambda: os.rename("nope", "n2"))
os.rename("u", "u2")
show(lambda: (os.path.exists("u"), os.path.exists("u2")))
os.symlink("u2", "link")
os.symlink("gone", "dangling")
show(lambda: (os.readlink("link"), os.path.islink("link"), os.path.exists("dangling"), os.path.lexists("dangling"), os.path.isfile("link"), os.path.realpath("link") == os.path.join(top, "u2")))
show(lambda: os.readlink("u2"))
show(lambda: os.symlink("u2", "link"))
os.chmod("u2", 0o640)
show(lambda: oct(os.stat("u2").st_mode))
show(lambda: (stat.S_ISREG(os.stat("link").st_mode), stat.S_ISLNK(os.lstat("link").st_mode), stat.S_IMODE(os.stat("u2").st_mode), stat.filemode(os.stat("u2").st_mode)))
show(lambda: os.stat("nope"))
show(lambda: (os.access("u2", os.R_OK), os.access("nope", os.F_OK), os.access("d", os.X_OK)))
for directory, dirs, files in sorted(os.walk("d")):
    print(directory, dirs, files)
open("d/g.py", "w").close()
open("d/e/h.py", "w").close()
for directory, dirs, files in os.walk(".", topdown=True):
    dirs[:] = [d for d in sorted(dirs) if d != "f"]
    print(directory, dirs, sorted(files))
print([directory for directory, _, _ in os.walk("d", topdown=False)])
print(list(os.walk("nope")))
with os.scandir("d") as entries:
    print(sorted((e.name, e.path, e.is_dir(), e.is_file(), e.is_symlink()) for e in entries))
print(sorted(glob.glob("d/**/*.py", recursive=True)), sorted(glob.glob("*.txt")), list(glob.iglob("zz*")))
shutil.copytree("d", "d2")
print(sorted(glob.glob("d2/**", recursive=True)))
shutil.rmtree("d2")
show(lambda: shutil.rmtree("d2"))
shutil.rmtree("d2", ignore_errors=True)
show(lambda: shutil.copy("u2", "d"))
show(lambda: shutil.copyfile("u2", "u2"))
show(lambda: shutil.move("u2", "d/moved"))
show(lambda: shutil.which("sh") is not None and shutil.which("certainly-not-there"))
fd, name = tempfile.mkstemp(suffix=".x", dir=top)
os.write(fd, b"abc")
os.close(fd)
show(lambda: (open(name).read(), os.path.basename(name)[:3], name.endswith(".x"), oct(os.stat(name).st_mode)))
show(lambda: os.close(99))
fd, name = tempfile.mkstemp(dir=top)
with os.fdopen(fd, "w") as f:
    f.write("via fd")
show(lambda: open(name).read())
with tempfile.TemporaryDirectory(dir=top) as t:
    show(lambda: os.path.isdir(t))
show(lambda: os.path.exists(t))
with tempfile.NamedTemporaryFile("w+", dir=top) as t:
    t.write("hey")
    t.seek(0)
    show(lambda: (t.read(), os.path.exists(t.name)))
show(lambda: os.path.exists(t.name))
s = io.StringIO("a\nb\nc")
show(lambda: (s.readline(), s.read(), s.getvalue(), s.seek(0), s.readlines(), s.tell()))
s = io.StringIO()
print("x", 1, file=s)
print("y", end="", file=s)
show(lambda: s.getvalue())
s.seek(1)
s.write("ZZ")
show(lambda: (s.getvalue(), s.tell(), s.truncate(), s.getvalue()))
s.close()
show(lambda: s.getvalue())
b = io.BytesIO(b"ab\ncd")
show(lambda: (b.readline(), b.read(), b.seek(0, 2), b.write(b"!"), b.getvalue()))
show(lambda: io.StringIO().write(b"x"))
os.utime("d/moved", (1000, 2000))
show(lambda: (os.stat("d/moved").st_mtime, os.path.getmtime("d/moved"), int(os.stat("d/moved").st_atime)))
show(lambda: os.chdir("nope"))
os.chdir("d")
show(lambda: (os.getcwd() == os.path.join(top, "d"), os.path.exists("moved"), os.path.abspath("q") == os.path.join(top, "d", "q")))
os.removedirs("e/f") if not os.path.exists("e/h.py") else None
os.chdir("/")
shutil.rmtree(top)
