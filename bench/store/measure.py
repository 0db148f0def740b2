#!/usr/bin/env python3
"""Measures the commands on installed packages against their targets, on a made-up store of thousands of specs.

usage: bench/store/measure.py CAIRN [NUMBER-OF-SPECS]

Each figure is the median of several runs: wall time, and user+system CPU time, since a busy machine makes wall times lie.
"""
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

DIGITS = "abcdefghijklmnopqrstuvwxyz234567"


def make_store(root, count, seed=1):
    """Writes a database of specs in layers: what builds need at the bottom, applications on top."""
    rng = random.Random(seed)
    new_hash = lambda: "".join(rng.choice(DIGITS) for _ in range(32))
    arch = {"platform": "linux", "platform_os": "debian12", "target": "x86_64_v3"}
    flags = {name: [] for name in ("cflags", "cppflags", "cxxflags", "fflags", "ldflags", "ldlibs")}
    specs, installs = [], {}
    for i in range(count):
        digest = new_hash()
        name = "gcc" if i == 0 else f"package-{i % 1700}"
        node = {"name": name, "version": f"{1 + i // 1700}.{i % 17}.{i % 5}", "arch": arch, "namespace": "builtin",
                "parameters": {"build_system": "cmake", "build_type": "Release", "generator": "make", "ipo": False, "pic": True,
                               "shared": bool(i % 3), "mpi": bool(i % 2), **flags},
                "package_hash": new_hash() + "===="}
        edges = {}
        if i:
            edges[0] = (["build"], ["c", "cxx"])
            for _ in range(rng.randint(1, 9)):
                edges.setdefault(rng.randrange(max(0, i - 400), i), ([["build", "link"], ["link"], ["build"], ["run"]][rng.randrange(4)], []))
        # Of two dependencies with one name only one is kept, as in a real DAG.
        by_name = {specs[at][1]: (at, *edge) for at, edge in edges.items()}
        node["dependencies"] = [
            {"name": dep, "hash": specs[at][0], "parameters": {"deptypes": types, "virtuals": virtuals}}
            for dep, (at, types, virtuals) in sorted(by_name.items()) if dep != name]
        node["annotations"] = {"original_specfile_version": 5}
        node["hash"] = digest
        specs.append((digest, name))
        installs[digest] = {"spec": node, "ref_count": 0, "path": f"{root}/linux-x86_64_v3/{name}-{node['version']}-{digest}",
                            "installed": True, "explicit": i % 4 == 0, "installation_time": 1.7e9 + i}
    os.makedirs(f"{root}/.spack-db")
    with open(f"{root}/.spack-db/index.json", "w") as file:
        json.dump({"database": {"version": "8", "installs": installs}}, file, separators=(",", ":"))
    return specs, installs


def closure(installs, digest):
    seen, todo = set(), [digest]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += [edge["hash"] for edge in installs[at]["spec"]["dependencies"]]
    return seen


def main():
    cairn, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        environment = {**os.environ, "HOME": home, "CAIRN_ROOT": f"{home}/root", "SPACK_USER_CONFIG_PATH": f"{home}/config",
                       "SPACK_SYSTEM_CONFIG_PATH": f"{home}/none"}
        specs, installs = make_store(f"{home}/root/opt", count)

        def run(what, target, *arguments, times=9):
            walls, cpus = [], []
            for _ in range(times):
                before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                result = subprocess.run([cairn, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                walls.append(time.perf_counter() - start)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
                assert result.returncode == 0, result.stderr.decode()
            print(f"{what:44} {1e3 * statistics.median(walls):6.0f} ms wall {1e3 * statistics.median(cpus):6.0f} ms CPU   target {target}", flush=True)
            return result.stdout

        run("--version", "40 ms", "--version")
        run(f"find ({count} specs)", "150 ms", "find")
        run(f"find -x -lv ({count} specs)", "", "find", "-x", "-lv")
        run("find ^package-7", "", "find", "--format", "{name}", "^package-7")
        run("location -i /hash", "60 ms", "location", "-i", "/" + specs[count // 2][0])
        run("location -i NAME@VERSION", "", "location", "-i", "package-7@1.7.2")
        run("dependents -i -t /hash", "", "dependents", "-i", "-t", "/" + specs[5][0])
        run("gc --dry-run", "", "gc", "--dry-run")
        big = min((len(closure(installs, digest)), digest) for digest, _ in specs if len(closure(installs, digest)) >= 300) if count <= 700 else None
        sizes = sorted((abs(len(closure(installs, digest)) - 300), digest) for digest, _ in specs[:700])
        digest = big[1] if big else sizes[0][1]
        page = run(f"graph --html of {len(closure(installs, digest))} nodes", "500 ms", "graph", "-i", "--html", "/" + digest, times=5)
        print(f"{'':44} {len(page) / 1024:.0f} KiB")
        run("mark -e (one change of the database)", "", "mark", "-e", "/" + specs[1][0], times=1)

        for crowd in (10, 50):
            chosen = [digest for digest, _ in specs if not installs[digest]["explicit"]][crowd : 2 * crowd]
            start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            processes = [subprocess.Popen([cairn, "mark", "-e", "/" + digest], env=environment, stdout=subprocess.DEVNULL) for digest in chosen]
            codes = [process.wait() for process in processes]
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            kept = json.load(open(f"{home}/root/opt/.spack-db/index.json"))["database"]["installs"]
            lost = sum(not kept[digest]["explicit"] for digest in chosen) + len(installs) - len(kept)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{crowd} processes change the database at once: {wall:.1f} s wall, {cpu:.1f} s CPU ({1e3 * cpu / crowd:.0f} ms each), "
                  f"{sum(code != 0 for code in codes)} failed, {lost} changes lost")


if __name__ == "__main__":
    main()
