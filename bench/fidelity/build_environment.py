#!/usr/bin/env python3
"""Compares the environments in which Spack and Cairn build the same installed packages, variable by variable.

usage: bench/fidelity/build_environment.py --spack SPACK --cairn CAIRN --store ROOT [--context build|test] [--json] SPEC…

SPACK and CAIRN are the programs, ROOT is the install tree in which both find the packages, a SPEC is what both take for one of them
(`/hash`, or a name that is installed once). Both read the configuration that the caller's environment names, with its repositories
(`SPACK_USER_CONFIG_PATH`, `SPACK_PYTHON`, …). Ends with 1 if anything differs.
"""
import argparse
import json
import os
import subprocess
import sys

# What an engine keeps of whoever started it, or sets for itself.
OF_THE_CALLER = {"HOME", "_", "SHLVL", "PWD", "OLDPWD", "CAIRN_ROOT", "PYTHONPATH"}
OF_AN_ENGINE = {"SPACK_PYTHON", "SPACK_ROOT", "SPACK_USER_CONFIG_PATH", "SPACK_SYSTEM_CONFIG_PATH", "SPACK_USER_CACHE_PATH", "SPACK_DISABLE_LOCAL_CONFIG"}


def environment_of(engine, arguments, spec):
    """The variables of the environment that an engine gives to a build."""
    command = [engine, "-c", f"config:install_tree:root:{arguments.store}", f"{arguments.context}-env", spec, "--", "env", "-0"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if answer.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {answer.returncode}:\n{answer.stderr.decode(errors='replace')}")
    entries = (entry.split("=", 1) for entry in answer.stdout.decode(errors="surrogateescape").split("\0") if "=" in entry)
    return {name: value for name, value in entries if name not in OF_THE_CALLER | OF_AN_ENGINE}


def alike(value):
    """A value without what differs on purpose: the name of the directory that stages are in."""
    return value if value is None else value.replace("cairn-stage", "spack-stage")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--spack", required=True, help="Spack's program")
    parser.add_argument("--cairn", required=True, help="Cairn's program")
    parser.add_argument("--store", required=True, type=os.path.abspath, help="the install tree with the packages")
    parser.add_argument("--context", choices=("build", "test"), default="build", help="which environment")
    parser.add_argument("--json", action="store_true", help="print what differs as JSON")
    parser.add_argument("specs", nargs="+", metavar="SPEC")
    arguments = parser.parse_args()
    differences, compared = {}, 0
    for spec in arguments.specs:
        spack, cairn = (environment_of(engine, arguments, spec) for engine in (arguments.spack, arguments.cairn))
        names = sorted(spack.keys() | cairn.keys())
        compared += len(names)
        found = {name: {"spack": spack.get(name), "cairn": cairn.get(name)} for name in names if alike(spack.get(name)) != alike(cairn.get(name))}
        if found:
            differences[spec] = found
        if not arguments.json:
            print(f"{spec}: {len(names)} variables, {len(found) or 'none'} different", flush=True)
            for name, values in found.items():
                print("".join(f"    {name} {engine}: {'not set' if value is None else value}\n" for engine, value in values.items()), end="")
    if arguments.json:
        print(json.dumps({"compared": compared, "differences": differences}, indent=2))
    else:
        print(f"{len(arguments.specs)} packages, {compared} variables, {sum(map(len, differences.values())) or 'none'} different")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
