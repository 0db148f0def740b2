import os
import subprocess
import sys
import tempfile
from subprocess import PIPE, STDOUT, CalledProcessError, Popen, TimeoutExpired, check_call, check_output, run


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))


show(lambda: check_output(["echo", "hi there"]))
show(lambda: check_output("echo $HOME-x | tr a-z A-Z", shell=True, env={"HOME": "h", "PATH": os.environ["PATH"]}, text=True))
show(lambda: run(["sh", "-c", "echo out; echo err >&2; exit 3"], stdout=PIPE, stderr=PIPE, universal_newlines=True))
show(lambda: run(["sh", "-c", "exit 3"], check=True))
show(lambda: check_call(["false"]))
show(lambda: check_call(["true"]))
show(lambda: subprocess.call(["sh", "-c", "exit 5"]))
show(lambda: check_output(["sh", "-c", "echo a; echo b >&2"], stderr=STDOUT, text=True))
show(lambda: run(["cat"], input="some text", capture_output=True, text=True).stdout)
show(lambda: run(["cat"], input=b"bytes", stdout=PIPE).stdout)
show(lambda: run(["no-such-program-here"]))
show(lambda: run(["pwd"], cwd="/usr", stdout=PIPE, text=True).stdout)
show(lambda: run(["pwd"], cwd="/no/such/place", stdout=PIPE, text=True).stdout)
try:
    run(["sleep", "5"], timeout=0.2)
except TimeoutExpired as e:
    print("timed out", e.cmd)
show(lambda: run(["sh", "-c", "kill -9 $$"]).returncode)
show(lambda: run(["sh", "-c", "echo gone"], stdout=subprocess.DEVNULL).returncode)
p = Popen(["sh", "-c", "read x; echo got $x; exit 2"], stdin=PIPE, stdout=PIPE, text=True)
show(lambda: p.communicate("line\n"))
show(lambda: (p.returncode, p.poll(), p.wait()))
with Popen(["sh", "-c", "echo 1; echo 2"], stdout=PIPE, text=True) as p:
    for line in p.stdout:
        print("line", line.strip())
show(lambda: p.returncode)
p = Popen(["sleep", "10"])
show(lambda: p.poll())
p.terminate()
show(lambda: p.wait())
show(lambda: subprocess.getoutput("echo x; echo y"))
show(lambda: subprocess.getstatusoutput("exit 4"))
try:
    check_output(["sh", "-c", "echo partial; exit 1"])
except CalledProcessError as e:
    print(e.returncode, e.output, e.cmd, e)
name = tempfile.mktemp()
with open(name, "w") as f:
    f.write("first\n")
    f.flush()
    run(["echo", "second"], stdout=f)
    run(["sh", "-c", "echo third >&2"], stdout=f, stderr=STDOUT)
print(open(name).read())
with open(name) as f:
    show(lambda: run(["tail", "-1"], stdin=f, stdout=PIPE, text=True).stdout)
os.remove(name)
show(lambda: os.system("exit 3"))
show(lambda: run(["a b"], shell=True, stderr=PIPE).returncode)
show(lambda: run(["echo", "it's", "$HOME", "a b", "*"], stdout=PIPE, text=True).stdout)
show(lambda: Popen(["cat"], stdin=PIPE, stdout=PIPE).communicate(b"x" * 200000)[0] == b"x" * 200000)
show(lambda: repr(CalledProcessError(1, "x")))

import collections
import fcntl
import socket
import time

show(lambda: isinstance([], collections.abc.Sequence))
show(lambda: os.popen("echo via popen").read())
show(lambda: os.popen("exit 3").close())
with os.popen("echo a; echo b") as f:
    show(lambda: list(f))
p = Popen(["sh", "-c", "echo first; read x; echo got $x"], stdin=PIPE, stdout=PIPE)
flags = fcntl.fcntl(p.stdout, fcntl.F_GETFL)
fcntl.fcntl(p.stdout, fcntl.F_SETFL, flags | os.O_NONBLOCK)
lines = []
asked = False
while True:
    line = p.stdout.readline()
    if line:
        lines.append(line)
    elif p.poll() is not None:
        break
    else:
        if lines and not asked:
            asked = True
            p.stdin.write(b"answer\n")
            p.stdin.flush()
        time.sleep(0.01)
time.sleep(0.1)
lines.append(p.stdout.read() or b"")
print(b"".join(lines), p.returncode)
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.bind(("", 0))
host, port = s.getsockname()
s.close()
print(host, port > 0, os.confstr("CS_GNU_LIBC_VERSION").split()[0])
