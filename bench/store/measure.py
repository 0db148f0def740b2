#!/usr/bin/env python3
"""Measures the commands on installed packages against their targets, on made-up stores.

usage: bench/store/measure.py CAIRN [NUMBER-OF-SPECS]

Each figure is the median of several runs: wall time, and user+system CPU time, since a busy machine makes wall times lie.
"""
import fcntl
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from made_store import Store, make_repository


class World:
    """A home directory of its own, and a store in it."""

    def __init__(self, cairn, home):
        self.cairn, self.home = cairn, home
        self.environment = {**os.environ, "HOME": home, "CAIRN_ROOT": f"{home}/root", "SPACK_USER_CONFIG_PATH": f"{home}/config",
                            "SPACK_SYSTEM_CONFIG_PATH": f"{home}/none"}
        self.root = f"{home}/root/opt"

    def start(self, *arguments, **options):
        return subprocess.Popen([self.cairn, *arguments], env=self.environment, **{"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **options})

    def installs(self):
        with open(f"{self.root}/.spack-db/index.json") as file:
            return json.load(file)["database"]["installs"]

    def run(self, what, target, *arguments, times=9, before=None):
        walls, cpus = [], []
        for _ in range(times):
            if before:
                before()
            used, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            result = subprocess.run([self.cairn, *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            walls.append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpus.append(after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime)
            assert result.returncode == 0, f"{arguments}: {result.stderr.decode()}"
        wall, cpu = 1e3 * statistics.median(walls), 1e3 * statistics.median(cpus)
        print(f"{what:48} {wall:6.0f} ms wall {1e3 * min(walls):6.0f} best {cpu:6.0f} ms CPU   {'target ' + target if target else ''}", flush=True)
        return result.stdout


def queries(world, count):
    store = Store(world.root, count)
    make_repository(f"{world.home}/recipes/spack_repo/bench", {name for _, name in store.specs})
    os.makedirs(f"{world.home}/config")
    with open(f"{world.home}/config/repos.yaml", "w") as file:
        file.write(f"repos::\n  bench: {world.home}/recipes/spack_repo/bench\n")
    size = os.path.getsize(f"{world.root}/.spack-db/index.json") / 1e6
    print(f"{count} specs, a database of {size:.1f} MB")
    world.run("--version", "", "--version")
    world.run("find", "150 ms", "find")
    world.run("find -x -lv", "", "find", "-x", "-lv")
    world.run("find --json", "", "find", "--json")
    world.run("find ^package-7", "", "find", "--format", "{name}", "^package-7")
    middle = store.specs[count // 2][0]
    world.run("location -i /hash", "60 ms", "location", "-i", "/" + middle)
    world.run("location -i /hash (7 characters)", "60 ms", "location", "-i", "/" + middle[:7])
    world.run("location -i NAME@VERSION", "", "location", "-i", "package-7@1.7.2")
    loaded = store.nearest(60, ("link", "run"))
    subprocess.run([world.cairn, "load", "--sh", "/" + loaded], env=world.environment, stdout=subprocess.DEVNULL, check=True)
    world.run(f"load --sh /hash ({len(store.closure(loaded, ('link', 'run')))} packages)", "80 ms", "load", "--sh", "/" + loaded)
    world.run("dependents -i -t /hash", "", "dependents", "-i", "-t", "/" + store.specs[5][0])
    world.run("gc --dry-run", "", "gc", "--dry-run")
    drawn = store.nearest(300)
    page = world.run(f"graph --html of {len(store.closure(drawn))} nodes", "500 ms", "graph", "-i", "--html", "/" + drawn)
    print(f"{'':48} {len(page) / 1024:.0f} KiB")
    return store


def view(cairn, home):
    world = World(cairn, home)
    store = Store(world.root, 300, seed=2, names=100000, reach=40)
    make_repository(f"{home}/recipes/spack_repo/bench", {name for _, name in store.specs})
    os.makedirs(f"{home}/config")
    with open(f"{home}/config/repos.yaml", "w") as file:
        file.write(f"repos::\n  bench: {home}/recipes/spack_repo/bench\n")
    store.make_prefixes(files=20)
    roots = ["/" + digest for digest, _ in store.specs]
    subprocess.run([cairn, "load", "--sh", *roots], env=world.environment, stdout=subprocess.DEVNULL, check=True)
    for method in ("symlink", "hardlink", "copy"):
        world.run(f"view {method} of 300 packages, 6,000 files", "3 s" if method == "symlink" else "", "view", method, f"{home}/view", *roots,
                  times=3, before=lambda: shutil.rmtree(f"{home}/view", ignore_errors=True))


def crowd(world, what, chosen, arguments, is_kept):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    count = len(world.installs())
    processes = [world.start(*arguments(each)) for each in chosen]
    messages = [process.communicate()[1].decode() for process in processes]
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = world.installs()
    lost = sum(not is_kept(kept, each) for each in chosen) + max(0, count - len(kept))
    failed = [message for process, message in zip(processes, messages) if process.returncode != 0]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{len(chosen):3} processes {what}: {wall:.1f} s wall ({1e3 * wall / len(chosen):.0f} ms each), "
          f"{1e3 * cpu / len(chosen):.0f} ms CPU each, {len(failed)} failed, {lost} lost", flush=True)
    for message in failed[:2]:
        print("    " + message.replace("\n", "\n    "))


def writers(world, store):
    world.run("mark -e (one change of the database)", "", "mark", "-e", "/" + store.specs[1][0], times=1)
    quiet = [digest for digest, _ in store.specs if not store.installs[digest]["explicit"]]
    for number, first in ((10, 100), (50, 200)):
        crowd(world, "mark a package each", quiet[first : first + number], lambda digest: ("mark", "-e", "/" + digest),
              lambda kept, digest: kept[digest]["explicit"])
    names = [f"fresh-{word}" for word in map(spelled, range(60))]
    make_repository(f"{world.home}/recipes/spack_repo/bench", names)
    subprocess.run([world.cairn, "spec", names[0]], env=world.environment, stdout=subprocess.DEVNULL, check=False)
    for chosen in (names[:10], names[10:]):
        crowd(world, "install --fake a package each", chosen, lambda name: ("install", "--fake", name),
              lambda kept, name: any(record["spec"]["name"] == name and record["installed"] for record in kept.values()))


def spelled(number):
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:02}")


def holder(world, digest):
    """A foreign process holds the database's lock; how long until whoever waits is told by whom?"""
    with open(f"{world.root}/.spack-db/lock", "r+") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        start, process = time.perf_counter(), world.start("mark", "-i", "/" + digest, text=True)
        line = process.stderr.readline().strip()
        print(f"a lock that is held: told after {time.perf_counter() - start:.1f} s (target 3 s): {line}")
        fcntl.lockf(file, fcntl.LOCK_UN)
        process.communicate()


def main():
    cairn, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        world = World(cairn, home)
        store = queries(world, count)
        writers(world, store)
        holder(world, store.specs[1][0])
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        view(cairn, home)


if __name__ == "__main__":
    main()
