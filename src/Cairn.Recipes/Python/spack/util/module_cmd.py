"""The command ``module`` of the system: environment modules and Lmod."""
import os
import re
import subprocess

_CHANGING = ("load", "swap", "unload", "purge", "use", "unuse")
_SHOW_ENVIRONMENT = "awk 'BEGIN{for(name in ENVIRON) printf(\"%s=%s%c\", name, ENVIRON[name], 0)}'"


def _run(command, environment):
    if "MODULESHOME" in environment:
        command = "source $MODULESHOME/init/bash; " + command
    result = subprocess.run(["/bin/bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    return result.stdout.decode("utf-8", "replace")


def module(*args, environb=None, **kwargs):
    """Runs ``module``: what changes the environment changes this process's, everything else returns its output."""
    command = "module " + " ".join(args)
    environment = dict(os.environ)
    if args[0] not in _CHANGING:
        return _run(command, environment)
    output = _run(f"{command} >/dev/null 2>&1; {_SHOW_ENVIRONMENT}", environment)
    changed = dict(entry.split("=", 1) for entry in output.split("\0") if "=" in entry)
    for name in list(os.environ):
        if name not in changed:
            del os.environ[name]
    for name, value in changed.items():
        os.environ[name] = value
    return None


def load_module(mod):
    """Loads a module after unloading those that it says it conflicts with."""
    words = module("show", mod).split()
    for word, following in zip(words, words[1:]):
        if word == "conflict":
            module("unload", following)
    module("load", mod)


def get_path_args_from_module_line(line):
    """The paths of a line of ``module show``: Lua's ``prepend_path("PATH","a:b")`` or Tcl's ``prepend-path PATH a:b``."""
    if "(" in line and ")" in line:
        quotes = [(line.index(quote, line.index(",")), quote) for quote in "\"'" if quote in line[line.index(",") :]]
        if not quotes:
            raise ValueError("No lua quote symbol found in lmod module line.")
        return line.split(min(quotes)[1])[-2].split(":")
    words = line.split()
    return words[2].split(":") if len(words) > 2 else []


def path_from_modules(modules):
    """A guess at the prefix to which modules belong; the last one that tells wins."""
    best = None
    for name in modules:
        best = get_path_from_module_contents(module("show", name).split("\n"), name) or best
    return best


def _without_end(path, endings):
    for ending in endings:
        if path.rstrip("/").endswith(ending):
            return path.rstrip("/")[: -len(ending)]
    return path


def get_path_from_module_contents(text, module_name):
    """The prefix that the lines of a module mention most often; None if they mention none."""
    parts = module_name.replace("-", "_").upper().split("/")
    name = re.escape(parts[-2] if len(parts) > 1 else parts[0])
    variables = (
        (r"\W(CRAY_)?LD_LIBRARY_PATH", ("/lib64", "/lib")),
        (rf"\W{name}_DIR", ()),
        (rf"\W{name}_ROOT", ()),
        (r"\WPATH", ("/bin",)),
        ("MANPATH", ("/share/man", "/man")),
    )
    counts = {}
    for line in text:
        found = []
        for pattern, endings in variables:
            if re.search(pattern, line):
                found += [_without_end(path, endings) for path in get_path_args_from_module_line(line)]
        for flag in ("-rpath", "-L"):
            if flag in line:
                value = re.split("[ \"']", line[line.index(flag) + len(flag) :])[0]
                found.append(_without_end(value, ("/lib64", "/lib")))
        for path in found:
            counts[path] = counts.get(path, 0) + 1
    return max(counts, key=lambda path: counts[path]) if counts else None
