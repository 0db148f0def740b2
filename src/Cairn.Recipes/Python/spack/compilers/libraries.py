"""What a compiler links by default."""
import os
import re
import shutil
import subprocess
import tempfile

from spack.util.libc import libc_from_dynamic_linker

#: the line in a compiler's verbose output that runs the linker
_LINKER_LINE = re.compile(r"^( *|.*[/\\])(link|ld|([^/\\]+-)?ld|collect2)[^/\\]*( |$)")
_IGNORED_LINE = re.compile(r"(collect2 version|^[A-Za-z0-9_]+=|/ldfe )")
_SYSTEM_ROOTS = ("/lib", "/lib64", "/usr", "/usr/local")


#: what compilers said, by command
_answers = {}


class CompilerPropertyDetector:
    """Asks a compiler for its properties."""

    def __init__(self, compiler_spec):
        self.spec = compiler_spec

    def compiler_verbose_output(self):
        """What the compiler says when it is asked to tell what it does; None if it cannot be asked."""
        package = self.spec.package
        compiler = package.cc or package.cxx
        if not compiler or not package.verbose_flags:
            return None
        flags = self.spec.extra_attributes.get("flags", {}) if self.spec.external else {}
        words = [word for name in ("cflags" if package.cc else "cxxflags", "cppflags", "ldflags") for word in flags.get(name, "").split()]
        # Each language of a build asks the same question.
        command = (compiler, *words, "-v")
        if command not in _answers:
            from cairn.environment_setup import configured_environment

            environment = dict(os.environ)
            configured_environment(self.spec).apply_modifications(environment)
            _answers[command] = _linked_program(command, "main.c" if package.cc else "main.cc", environment)
        return _answers[command]

    def default_dynamic_linker(self):
        output = self.compiler_verbose_output()
        match = re.search(r"-dynamic-linker[ =](\S+)", output or "")
        return match.group(1) if match else None

    def default_libc(self):
        """The C library that the compiler links, as a spec of the system's; None where the compiler does not tell."""
        linker = self.default_dynamic_linker()
        return libc_from_dynamic_linker(linker) if linker else None

    def implicit_rpaths(self):
        """Directories outside of the system in which the compiler's own libraries lie."""
        output = self.compiler_verbose_output()
        if not output:
            return []
        names = list(self.spec.package.implicit_rpath_libs) + ["libc", "libc++", "libstdc++"]
        return [d for d in _link_directories(output) if not _is_system(d) and _has_library(d, names)]


def _linked_program(command, name, environment):
    """What is said while a program that does nothing is compiled and linked; None if that fails."""
    directory = tempfile.mkdtemp(prefix="cairn-link-")
    try:
        source = os.path.join(directory, name)
        with open(source, "w") as file:
            file.write("int main(int argc, char **argv) { (void)argc; (void)argv; return 0; }\n")
        result = subprocess.run([*command, source, "-o", os.path.join(directory, "main")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
        return result.stdout.decode("utf-8", "replace") if result.returncode == 0 else None
    except OSError:
        return None
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _link_directories(output):
    found = []
    for line in output.splitlines():
        if _LINKER_LINE.search(line) and not _IGNORED_LINE.search(line):
            found += [os.path.abspath(word[2:]) for word in line.split() if word.startswith("-L/")]
    return [d for d in dict.fromkeys(found) if os.path.isdir(d)]


def _is_system(directory):
    return any(directory == root or directory.startswith(root + "/") for root in _SYSTEM_ROOTS)


def _has_library(directory, names):
    return any(file.startswith(f"{name}.") for file in os.listdir(directory) for name in names)


def compiler_spec(node):
    """The compiler of a node: the one for C, else for C++, else for Fortran."""
    for language in ("c", "cxx", "fortran"):
        found = node.dependencies(virtuals=language)
        if found:
            return found[0]
    return None
