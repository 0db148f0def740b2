#!/usr/bin/env python3
"""Compares Cairn's compiler wrapper with Spack's script on random command lines and environments.

usage: bench/fidelity/compiler_wrapper.py --script CC.SH [--cases N] [--seed N]

CC.SH is the script of the recipe `compiler-wrapper`. Both are asked what they would run (`SPACK_TEST_COMMAND=dump-args`). Left out is
what differs on purpose (docs/differences.md): `-M` and `-MM`, a last flag without its value, a language that the recipe does not depend
on, and arguments with blanks in version checks, which the script splits. Ends with 1 if any answer differs.
"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

NAMES = ["cc", "c++", "ftn", "f77", "ld", "cpp", "gcc", "g++", "gfortran", "clang", "ld.gold", "ld.lld", "f90", "c99"]
DIRECTORIES = ["/store/a/lib", "/store/b/include", "/usr/lib", "/usr/include", "/opt/x", "/opt/x/lib", "rel", ".", "/stage/s", "/usr"]
ARGUMENTS = [
    "-c", "-S", "-E", "-o", "x.o", "y.c", "-g", "-O2", "-Wall", "-Werror", "-Werror=format", "-Werror-implicit-function-declaration", "-Wno-error", "-v", "-V", "--version",
    "-dumpversion", "-shared", "-r", "-lz", "-l", "foo.a", "-march=native", "-mtune=generic", "-loopopt=0", "-Wl,--as-needed", "-Wl,--enable-new-dtags",
    "-Wl,--disable-new-dtags", "--enable-new-dtags", "-Wl,-z,now", "-Xlinker", "-isystem", "-idirafter", "-DX=1", "-D", "-MD", "-MF", "-pthread", "-std=c11", "-fPIC",
    "-x", "-Wl,--whole-archive,foo.a,--no-whole-archive", "-Wl,", "-Wl,-rpath", "-Wl,--dynamic-list=x", "-rpath-link", "@file", "-", "-Wp,-D_X", "--no-as-needed",
]
WITH_DIRECTORY = ["-I{}", "-L{}", "-isystem{}", "-isystem {}", "-I {}", "-L {}", "-Wl,-rpath,{}", "-Wl,-rpath={}", "-Wl,--rpath,{}", "-Wl,--rpath={}", "-Wl,-rpath -Wl,{}",
                  "-Xlinker -rpath -Xlinker {}", "-Xlinker -rpath={}", "-Xlinker --rpath={}", "-Xlinker --rpath -Xlinker {}", "-rpath {}", "-rpath={}", "--rpath {}", "--rpath={}",
                  "-Wl,-rpath,{} -lq", "-L{} -lq", "-Wl,-rpath-link,{}", "-Wl,-rpath,{},--as-needed"]
FLAGS = {"CPPFLAGS": ["-DA", "-I/store/f/include"], "CFLAGS": ["-O1", "-isystem/store/g", "-Werror"], "CXXFLAGS": ["-O1"], "FFLAGS": ["-O1"],
         "LDFLAGS": ["-L/store/l", "-Wl,-rpath,/store/l", "-s"], "LDLIBS": ["-lm", "-lrt"]}
TAKES_VALUE = {"-o", "-I", "-L", "-isystem", "-idirafter", "-Xlinker", "-D", "-MF", "-x", "-l", "-rpath", "--rpath", "-Wl,-rpath", "-rpath-link"}


def some(choice, candidates, most):
    return [choice.choice(candidates) for _ in range(choice.randint(0, most))]


def command_line(choice):
    words = []
    for _ in range(choice.randint(0, 9)):
        if choice.random() < 0.55:
            words.append(choice.choice(ARGUMENTS))
        else:
            words += choice.choice(WITH_DIRECTORY).format(choice.choice(DIRECTORIES)).split(" ")
    while words and words[-1] in TAKES_VALUE:
        words.pop()
    return words


def environment(choice, bin_directory):
    variables = {
        "PATH": f"{bin_directory}:/usr/bin:/bin", "SPACK_COMPILER_WRAPPER_PATH": bin_directory, "SPACK_DEBUG_LOG_DIR": "/tmp", "SPACK_DEBUG_LOG_ID": "fuzz",
        "SPACK_SHORT_SPEC": "p@1", "SPACK_SYSTEM_DIRS": '"/usr"|"/usr/"|"/usr/lib"|"/usr/lib/"|"/usr/include"|"/usr/include/"', "SPACK_MANAGED_DIRS": '"/store/"*|"/stage/"*',
        "SPACK_TEST_COMMAND": "dump-args",
    }
    for language, compiler in (("CC", "gcc"), ("CXX", "g++"), ("FC", "gfortran"), ("F77", "gfortran")):
        linker = choice.choice(["-Wl,", "-Wl,", ""])
        variables |= {f"SPACK_{language}": f"/bin/{compiler}", f"SPACK_{language}_LINKER_ARG": linker, f"SPACK_{language}_RPATH_ARG": choice.choice(["-Wl,-rpath,", "-R", "-Wl,-rpath -Wl,"])}
    for name in ("LINK", "INCLUDE", "RPATH"):
        variables[f"SPACK_{name}_DIRS"] = ":".join(some(choice, DIRECTORIES, 3))
        variables[f"SPACK_STORE_{name}_DIRS"] = ":".join(some(choice, ["/store/s1/lib", "/store/s2/lib"], 2))
    for name, values in FLAGS.items():
        if choice.random() < 0.4:
            variables[f"SPACK_{name}"] = " ".join(some(choice, values, 3))
        if choice.random() < 0.15:
            variables[f"SPACK_ALWAYS_{name}"] = " ".join(some(choice, values, 2))
    for name in ("CC", "CXX", "FORTRAN"):
        if choice.random() < 0.5:
            variables[f"SPACK_TARGET_ARGS_{name}"] = "-march=x86-64-v3 -mtune=generic"
    if choice.random() < 0.5:
        variables |= {"SPACK_DTAGS_TO_ADD": "--disable-new-dtags", "SPACK_DTAGS_TO_STRIP": "--enable-new-dtags"}
    if choice.random() < 0.3:
        variables["SPACK_COMPILER_FLAGS_REPLACE"] = choice.choice(["-Werror*|-Wno-error*", "-Werror|-Wno-error -Wlate", "-O2|", "-march*|-march=x "])
        variables["SPACK_COMPILER_FLAGS_KEEP"] = choice.choice(["", "-Werror=*", "-Werror=format|-Werror-*"])
    if choice.random() < 0.2:
        variables["SPACK_CCACHE_BINARY"] = "/usr/bin/ccache"
    if choice.random() < 0.2:
        variables["SPACK_ADD_DEBUG_FLAGS"] = choice.choice(["true", "false", "custom", "maybe"])
        variables["SPACK_DEBUG_FLAGS"] = "-g3"
    for name, value in (("COMPILER_IMPLICIT_RPATHS", "/opt/gcc/lib64:/opt/gcc/lib"), ("COMPILER_EXTRA_RPATHS", "/opt/extra"), ("ALWAYS_XFLAGS", "-x")):
        if choice.random() < 0.2:
            variables[f"SPACK_{name}"] = value
    return variables


def answer(program, words, variables):
    result = subprocess.run([program, *words], env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return "refused" if result.returncode != 0 else result.stdout.decode().splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--script", required=True, help="Spack's cc.sh")
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10, help="differences to print")
    arguments = parser.parse_args()
    choice = random.Random(arguments.seed)
    source = pathlib.Path(__file__).resolve().parents[2] / "src" / "Cairn.Build" / "Wrapper" / "compiler-wrapper.c"
    with tempfile.TemporaryDirectory() as work:
        ours, theirs = f"{work}/ours", f"{work}/theirs"
        os.mkdir(ours)
        os.mkdir(theirs)
        subprocess.run(["cc", "-O2", "-std=gnu11", "-o", f"{ours}/program", str(source)], check=True)
        shutil.copy(arguments.script, f"{theirs}/program")
        os.chmod(f"{theirs}/program", 0o755)
        for directory in (ours, theirs):
            for name in NAMES:
                os.symlink("program", f"{directory}/{name}")
        different = 0
        for _ in range(arguments.cases):
            name, words, variables = choice.choice(NAMES), command_line(choice), environment(choice, "/nowhere/wrapper")
            spack, cairn = answer(f"{theirs}/{name}", words, variables), answer(f"{ours}/{name}", words, variables)
            if spack != cairn:
                different += 1
                if different <= arguments.show:
                    print(f"{name} {words}\n  {({k: v for k, v in variables.items() if k not in ('PATH', 'SPACK_SYSTEM_DIRS', 'SPACK_MANAGED_DIRS')})}\n  spack {spack}\n  cairn {cairn}")
        print(f"{arguments.cases} cases, {different} different")
        return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
