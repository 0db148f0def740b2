"""Which C library a system has."""
import os
import re
import shlex
import subprocess

_LIBRARY_DIRECTORIES = ("lib", "lib64")
_GLIBC = re.compile(r"\b(Free Software Foundation|Roland McGrath|Ulrich Drepper)\b")


def _output(command):
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
    except OSError:
        return "", ""
    return result.stdout.decode("utf-8", "replace"), result.stderr.decode("utf-8", "replace")


def _prefix_of(dynamic_linker):
    """The prefix to which a loader such as /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 belongs."""
    directory = os.path.dirname(os.path.realpath(dynamic_linker))
    if os.path.basename(directory) not in _LIBRARY_DIRECTORIES:
        directory = os.path.dirname(directory)
    return os.path.dirname(directory) if os.path.basename(directory) in _LIBRARY_DIRECTORIES else None


def libc_from_dynamic_linker(dynamic_linker):
    """The C library to which a loader belongs, as an external spec; None if that cannot be found out."""
    from spack.spec import Spec

    if not os.path.exists(dynamic_linker):
        return None
    prefix = _prefix_of(dynamic_linker)
    if prefix is None:
        return None
    out, err = _output([dynamic_linker, "--version"])
    musl = re.search(r"^Version (.+)$", err, re.MULTILINE) if err.startswith("musl libc") else None
    glibc = re.search(r"version (\d+\.\d+(?:\.\d+)?)", out) if _GLIBC.search(out) else None
    if not musl and not glibc:
        prefix, glibc = _from_ldd(prefix)
    if not musl and not glibc:
        return None
    spec = Spec(f"musl@={musl.group(1)}" if musl else f"glibc@={glibc.group(1)}")
    spec.external_path = prefix
    return spec


def _from_ldd(prefix):
    """Loaders before glibc 2.33 do not tell their version; ``ldd`` of the same installation does."""
    for candidate in (prefix, "/usr") if prefix == "/" else (prefix,):
        out, _ = _output([os.path.join(candidate, "bin", "ldd"), "--version"])
        if _GLIBC.search(out):
            return candidate, re.match(r".+\(.+\) (.+)", out)
    return prefix, None


def parse_dynamic_linker(output):
    """The loader that a compiler's verbose output shows that it links with; None if there is none."""
    for line in reversed(output.splitlines()):
        if "-dynamic-linker" not in line:
            continue
        arguments = shlex.split(line)
        for i, argument in enumerate(arguments):
            if argument in ("-dynamic-linker", "--dynamic-linker") and i + 1 < len(arguments):
                return arguments[i + 1]
            if argument.startswith(("-dynamic-linker=", "--dynamic-linker=")):
                return argument.split("=", 1)[1]
    return None
