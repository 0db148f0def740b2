"""Made-up stores for measuring: databases of thousands of specs, prefixes with files, recipes that install nothing."""
import json
import os
import random

DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
ARCHITECTURE = {"platform": "linux", "platform_os": "debian12", "target": "x86_64_v3"}
FLAGS = {name: [] for name in ("cflags", "cppflags", "cxxflags", "fflags", "ldflags", "ldlibs")}
KINDS = [["build", "link"], ["link"], ["build"], ["run"]]


class Store:
    """A database, and on demand the prefixes that it tells of."""

    def __init__(self, root, count, seed=1, names=1700, reach=400, most=9):
        """Specs in layers: what builds need at the bottom, applications on top."""
        rng = random.Random(seed)
        self.root, self.specs, self.installs = root, [], {}
        for i in range(count):
            digest = self._hash(rng)
            name = "gcc" if i == 0 else f"package-{i % names}"
            edges = {}
            if i:
                edges[0] = (["build"], ["c", "cxx"])
                for _ in range(rng.randint(1, most)):
                    edges.setdefault(rng.randrange(max(0, i - reach), i), (KINDS[rng.randrange(4)], []))
            # Of two dependencies with one name only one is kept, as in a real DAG.
            by_name = {self.specs[at][1]: (at, *edge) for at, edge in edges.items()}
            node = {"name": name, "version": f"{1 + i // names}.{i % 17}.{i % 5}", "arch": ARCHITECTURE, "namespace": "bench",
                    "parameters": {"build_system": "generic", "build_type": "Release", "ipo": False, "pic": True,
                                   "shared": bool(i % 3), "mpi": bool(i % 2), **FLAGS},
                    "package_hash": self._hash(rng) + "====",
                    "dependencies": [
                        {"name": dep, "hash": self.specs[at][0], "parameters": {"deptypes": types, "virtuals": virtuals}}
                        for dep, (at, types, virtuals) in sorted(by_name.items()) if dep != name],
                    "annotations": {"original_specfile_version": 5}, "hash": digest}
            self.specs.append((digest, name))
            self.installs[digest] = {"spec": node, "ref_count": 0, "path": f"{root}/linux-x86_64_v3/{name}-{node['version']}-{digest}",
                                     "installed": True, "explicit": i % 4 == 0, "installation_time": 1.7e9 + i}
        os.makedirs(f"{root}/.spack-db")
        with open(f"{root}/.spack-db/index.json", "w") as file:
            json.dump({"database": {"version": "8", "installs": self.installs}}, file, separators=(",", ":"))

    def closure(self, digest, kinds=("build", "link", "run", "test")):
        seen, todo = set(), [digest]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += [edge["hash"] for edge in self.installs[at]["spec"]["dependencies"] if set(edge["parameters"]["deptypes"]) & set(kinds)]
        return seen

    def nearest(self, size, kinds=("build", "link", "run", "test"), among=700):
        """The spec whose closure is nearest to a size."""
        return min(self.specs[:among], key=lambda spec: abs(len(self.closure(spec[0], kinds)) - size))[0]

    def make_prefixes(self, files):
        """Writes the prefixes: so many files each, in the directories that packages have."""
        for digest, record in self.installs.items():
            name, prefix = record["spec"]["name"], record["path"]
            os.makedirs(f"{prefix}/.spack")
            nodes = [record["spec"]] + [self.installs[other]["spec"] for other in self.closure(digest) if other != digest]
            with open(f"{prefix}/.spack/spec.json", "w") as file:
                json.dump({"spec": {"_meta": {"version": 5}, "nodes": nodes}}, file, separators=(",", ":"))
            for i in range(files):
                directory = f"{prefix}/" + ("bin", "lib", f"include/{name}", f"share/{name}/data")[i % 4]
                os.makedirs(directory, exist_ok=True)
                with open(f"{directory}/{name}-{i}", "w") as file:
                    file.write(f"{name} {i} {prefix}\n")

    @staticmethod
    def _hash(rng):
        return "".join(rng.choice(DIGITS) for _ in range(32))


def make_repository(root, names):
    """Recipes without sources or dependencies, so that `install --fake` registers them and does nothing else."""
    os.makedirs(f"{root}/packages", exist_ok=True)
    with open(f"{root}/repo.yaml", "w") as file:
        file.write("repo:\n  namespace: bench\n  api: v2.2\n")
    for name in names:
        directory = f"{root}/packages/{name.replace('-', '_')}"
        os.makedirs(directory, exist_ok=True)
        class_name = "".join(word.capitalize() for word in name.split("-"))
        with open(f"{directory}/package.py", "w") as file:
            file.write(f"from spack.package import *\n\n\nclass {class_name}(Package):\n    has_code = False\n    version(\"1.0\")\n\n"
                       "    def install(self, spec, prefix):\n        mkdirp(prefix.bin)\n")
