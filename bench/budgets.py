#!/usr/bin/env python3
"""Measures whole commands against their budgets and prints one table.

usage: bench/budgets.py [--cairn BINARY] [--recipes REPOSITORY] [--runs N] [--environment DIR] [--only WORD] [--growth]

Without --recipes only what needs no recipes of the community is measured (CAIRN_CONFORMANCE_BUILTIN names them, too): a folder
with `repo.yaml`, such as `repos/spack_repo/builtin` of a clone of spack-packages. Each figure is the median of N runs (5) after one
that is not counted: wall time, processor time (user and system: on a busy machine the one to trust), and the most memory.
The worlds are made in a temporary directory; nothing of the user's is read.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "store"))
from made_store import Store  # noqa: E402

LARGE = ("trilinos", "py-torch", "llvm", "paraview", "gromacs")
OTHERS = ("py-tensorflow", "dealii", "py-torch~cuda", "openmpi", "slurm")
REFUSED = ("zlib ^cmake", "hdf5+mpi ^mpich ^openmpi", "py-numpy@1.26 ^python@2.7")

PACKAGES = """packages:
  all:
    require: [target=x86_64_v3]
  gcc:
    externals:
    - spec: gcc@{version} languages:='c,c++,fortran'
      prefix: /usr
      extra_attributes:
        compilers: {{c: /usr/bin/gcc, cxx: /usr/bin/g++, fortran: /usr/bin/gfortran}}
"""


class World:
    """A home with a configuration of its own."""

    def __init__(self, cairn, folder, recipes, reuse=False):
        self.cairn, self.root = cairn, os.path.join(folder, "root")
        config = os.path.join(folder, "config")
        os.makedirs(config)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": folder, "CAIRN_ROOT": self.root, "SPACK_USER_CONFIG_PATH": config,
            "SPACK_SYSTEM_CONFIG_PATH": os.path.join(folder, "none"), "LANG": "C.UTF-8"}
        if recipes:
            with open(os.path.join(config, "repos.yaml"), "w") as file:
                file.write(f"repos:\n  builtin: {json.dumps(recipes)}\n")
        else:
            with open(os.path.join(config, "repos.yaml"), "w") as file:
                file.write("repos:: {}\n")
        version = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True).stdout.strip() if shutil.which("gcc") else ""
        if version:
            with open(os.path.join(config, "packages.yaml"), "w") as file:
                file.write(PACKAGES.format(version=version))
        with open(os.path.join(config, "concretizer.yaml"), "w") as file:
            file.write(f"concretizer:\n  reuse: {'true' if reuse else 'false'}\n")

    def run(self, arguments):
        """Exit code, wall seconds, processor seconds, MiB, standard output."""
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            child = subprocess.Popen([self.cairn, *arguments], env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            return child.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read()

    def forget_recipes(self):
        for folder, folders, _ in os.walk(self.root):
            if "recipes" in folders and "opt" not in folder:
                shutil.rmtree(os.path.join(folder, "recipes"))
                folders.remove("recipes")


class Table:
    def __init__(self, runs, only):
        self.runs, self.only = runs, only
        print("| command | budget | wall | processor | memory | |\n|---|---|---|---|---|---|")

    def row(self, world, arguments, budget=None, label=None, before=None, fails=False, base=None, runs=None):
        """Measures a command; returns the median of its wall time."""
        label = label or "`" + " ".join(arguments) + "`"
        if self.only and self.only not in label:
            return None
        figures = []
        for i in range((runs or self.runs) + (0 if before else 1)):
            if before:
                before()
            code, wall, cpu, memory, _ = world.run(arguments)
            if (code != 0) != fails:
                print(f"| {label} | | | | | ended with exit code {code} |", flush=True)
                return None
            figures.append((wall, cpu, memory))
        figures = figures[0 if before else 1:]
        wall, cpu = (statistics.median(each[i] for each in figures) for i in (0, 1))
        memory = max(each[2] for each in figures)
        limit = None if budget is None else budget + (base or 0)
        verdict = "" if limit is None else "met" if 1e3 * wall <= limit else "met by processor time" if 1e3 * cpu <= limit else "**missed**"
        told = "" if limit is None else f"{limit:.0f} ms"
        print(f"| {label} | {told} | {1e3 * wall:.0f} ms | {1e3 * cpu:.0f} ms | {memory:.0f} MiB | {verdict} |", flush=True)
        return 1e3 * wall


def nodes_of(world, requests):
    """The records of installed specs for the answers to some requests, by hash."""
    nodes = {}
    for request in requests:
        code, _, _, _, output = world.run(["spec", "--json", request])
        if code == 0:
            for node in json.loads(output)["spec"]["nodes"]:
                nodes[node["hash"]] = node
    return nodes


def write_store(world, count):
    """A database of so many installed specs: real answers, and copies of them as other builds would have left them."""
    rng = random.Random(1)
    real = nodes_of(world, ("hdf5", "trilinos", "gromacs", "llvm", "py-numpy", "openmpi", "netcdf-c", "cmake"))
    alphabet = "abcdefghijklmnopqrstuvwxyz234567"
    installs = {}
    while len(installs) < count:
        # The first copy keeps the hashes: these can be reused as they are.
        new = {old: old if not installs else "".join(rng.choice(alphabet) for _ in range(32)) for old in real}
        for old, node in real.items():
            if len(installs) == count:
                break
            copy = {**node, "hash": new[old]}
            if "dependencies" in node:
                copy["dependencies"] = [{**edge, "hash": new[edge["hash"]]} for edge in node["dependencies"]]
            external = node.get("external")
            installs[new[old]] = {
                "spec": copy, "ref_count": 0, "installed": True, "explicit": False, "installation_time": 1.7e9 + len(installs),
                "path": external["path"] if external else f"{world.root}/opt/linux-x86_64_v3/{node['name']}-{node['version']}-{new[old]}"}
    folder = os.path.join(world.root, "opt", ".spack-db")
    os.makedirs(folder)
    # A copy that lacks a dependency would be damaged.
    for record in installs.values():
        if any(edge["hash"] not in installs for edge in record["spec"].get("dependencies", [])):
            record["spec"]["dependencies"] = [edge for edge in record["spec"]["dependencies"] if edge["hash"] in installs]
    with open(os.path.join(folder, "index.json"), "w") as file:
        json.dump({"database": {"version": "8", "installs": installs}}, file, separators=(",", ":"))
    return len(installs)


def make_repository(folder, count, rng):
    """Recipes of which each needs some of the next ones, so that the root reaches all; versions, variants and conditions as real ones have."""
    root = os.path.join(folder, "spack_repo", "grown")
    os.makedirs(os.path.join(root, "packages"))
    with open(os.path.join(root, "repo.yaml"), "w") as file:
        file.write("repo:\n  namespace: grown\n  api: v2.2\n")
    for i in range(count):
        later = sorted({i + 1, *(rng.randrange(i + 1, min(count, i + 40)) for _ in range(rng.randint(0, 4)))} if i + 1 < count else set())
        lines = ["from spack_repo.builtin.build_systems.generic import Package", "from spack.package import *", "", "", f"class G{i}(Package):"]
        lines += [f"    version('{v}.{rng.randint(0, 9)}', sha256='{rng.getrandbits(256):064x}')" for v in range(rng.randint(3, 12), 0, -1)]
        lines += [f"    variant('v{k}', default={k % 2 == 0}, description='x')" for k in range(rng.randint(2, 6))]
        lines += ["    depends_on('c', type='build')"] if i % 3 == 0 else []
        for k, target in enumerate(later):
            condition = ", when='+v0'" if k % 3 == 1 else ", when='@2:'" if k % 3 == 2 else ""
            lines.append(f"    depends_on('g{target}@1:'{condition})")
        if i % 7 == 0:
            lines.append("    conflicts('+v1', when='@:1')")
        directory = os.path.join(root, "packages", f"g{i}")
        os.makedirs(directory)
        with open(os.path.join(directory, "package.py"), "w") as file:
            file.write("\n".join(lines) + "\n")
    return root


def measure_growth(cairn, recipes, runs):
    print("\n| packages within reach | in the answer | variables | wall | processor | memory |\n|---|---|---|---|---|---|")
    for count in (10, 100, 1000, 3000):
        with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
            world = World(cairn, folder, recipes)
            repository = make_repository(folder, count, random.Random(count))
            with open(os.path.join(folder, "config", "repos.yaml"), "w") as file:
                file.write(f"repos:\n  grown: {json.dumps(repository)}\n" + (f"  builtin: {json.dumps(recipes)}\n" if recipes else ""))
            code, _, _, _, output = world.run(["solve", "--json", "g0"])
            if code != 0:
                print(f"| {count} | ended with exit code {code} | | | | |", flush=True)
                continue
            answer = json.loads(output)
            figures = [world.run(["spec", "g0"])[1:4] for _ in range(max(1, runs if count < 1000 else 3))]
            wall, cpu, memory = (statistics.median(each[i] for each in figures) for i in range(3))
            print(f"| {count} | {len(answer['dag']['spec']['nodes'])} | {answer['stats']['variables']} "
                  f"| {1e3 * wall:.0f} ms | {1e3 * cpu:.0f} ms | {memory:.0f} MiB |", flush=True)


def measure_store(table, cairn, folder):
    world = World(cairn, folder, None)
    specs = Store(f"{world.root}/opt", 5000).specs
    table.row(world, ["find"], 150, "`find`, 5,000 specs installed")
    table.row(world, ["location", "-i", "/" + specs[2500][0]], 60, "`location -i /hash`, 5,000 specs installed")
    table.row(world, ["dependents", "-i", "-t", "/" + specs[5][0]], None, "`dependents -i -t /hash`, 5,000 specs installed")


def measure_recipes(table, cairn, folder, recipes, environment):
    world = World(cairn, os.path.join(folder, "recipes"), recipes)
    world.run(["spec", "zlib"])  # leaves the recipe cache that all of these are about
    for arguments, budget in ((["list"], 60), (["info", "hdf5"], 60), (["providers", "mpi"], None), (["spec", "zlib"], 80), (["spec", "hdf5"], 200)):
        table.row(world, arguments, budget)
    for name in LARGE:
        table.row(world, ["spec", name], 500)
    for name in OTHERS:
        table.row(world, ["spec", name])
    for request in REFUSED:
        table.row(world, ["spec", *request.split()], 1000, f"`spec {request}`, refused", fails=True)
    table.row(world, ["spec", "hdf5"], 800, "`spec hdf5` without a recipe cache", before=world.forget_recipes)
    if environment:
        place = os.path.join(folder, "environment")
        os.makedirs(place)
        shutil.copy(os.path.join(environment, "spack.yaml"), place)
        table.row(world, ["-e", place, "concretize", "-f", "--fresh"], 1000, "`-e DIR concretize -f --fresh` of the environment")
    base = table.row(world, ["spec", "hdf5"], None, "`spec hdf5`, empty store")
    stocked = World(cairn, os.path.join(folder, "stocked"), recipes, reuse=True)
    if base is not None:
        count = write_store(stocked, 2000)
        table.row(stocked, ["spec", "hdf5"], 300, f"`spec hdf5`, {count:,} specs to be reused", base=base)
        table.row(stocked, ["spec", "netcdf-c"], None, f"`spec netcdf-c`, {count:,} specs to be reused")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cairn", default=os.path.join(HERE, "..", "artifacts", "release", "cairn"))
    parser.add_argument("--recipes", default=os.environ.get("CAIRN_CONFORMANCE_BUILTIN"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--environment", help="a folder with the spack.yaml of an environment")
    parser.add_argument("--only", help="measure only commands with this word")
    parser.add_argument("--growth", action="store_true", help="measure the growth with the number of packages, too")
    arguments = parser.parse_args()
    cairn = os.path.realpath(arguments.cairn)
    if not os.path.exists(cairn):
        sys.exit(f"error: there is no {cairn}: `./cairn --version` builds it")
    table = Table(arguments.runs, arguments.only)
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        plain = World(cairn, os.path.join(folder, "plain"), None)
        table.row(plain, ["--version"], 40, runs=20)
        table.row(plain, ["--help"], 40)
        table.row(plain, ["spec", "lua"], None, "`spec lua`, embedded recipes", runs=20)
        measure_store(table, cairn, os.path.join(folder, "store"))
        if arguments.recipes:
            measure_recipes(table, cairn, folder, os.path.abspath(arguments.recipes), arguments.environment)
    if arguments.growth:
        measure_growth(cairn, os.path.abspath(arguments.recipes) if arguments.recipes else None, arguments.runs)


if __name__ == "__main__":
    main()
