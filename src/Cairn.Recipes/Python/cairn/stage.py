"""The directory in which a package is built, as recipes see it."""

import os

import _cairn
from spack.fetch_strategy import FetchStrategy


class Stage:
    """Where the sources of a package, or of a resource, lie.

    The stage of a package is also the sequence of all of its stages: its own, and one for each resource in the order of the recipe.
    """

    def __init__(self, path, source_path, archive_file, resources=()):
        self.path = path
        self.source_path = source_path
        self.archive_file = archive_file
        self.created = True
        self._parts = (self, *resources)

    @property
    def expanded(self):
        return os.path.isdir(self.source_path)

    def __getitem__(self, index):
        return self._parts[index]

    def __iter__(self):
        return iter(self._parts)

    def __len__(self):
        return len(self._parts)

    def __str__(self):
        return self.path


class ResourceStage(Stage):
    """Where a resource was unpacked before it was put into the package's sources."""

    def __init__(self, resource, path, source_path, archive_file):
        super().__init__(path, source_path, archive_file)
        self.resource = resource
        resource.fetcher = FetchStrategy(lambda: self)


def stage_of(pkg):
    """The stage of a package; one that is not being built has a place but no content."""
    path, source_path, archive_file, places = _cairn.stage_paths(pkg)
    known = {r.name: r for when, found in pkg.resources.items() if pkg.spec.satisfies(when) for r in found}
    resources = [ResourceStage(known[name], *paths) for name, *paths in places]
    return Stage(path, source_path, archive_file, resources)


def has_build_target(pkg, tool, target):
    """True if the Makefile, or Ninja's file, of the current directory knows a target."""
    if tool == "ninja":
        if not os.path.exists("build.ninja"):
            return False
        targets = pkg.module.ninja("-t", "targets", "all", output=str, error=str, fail_on_error=False)
        return any(line.split(":")[0] == target for line in targets.split("\n"))
    if not any(os.path.exists(name) for name in ("GNUmakefile", "Makefile", "makefile")):
        return False
    output = pkg.module.make("-n", target, output=str, error=str, parallel=False, fail_on_error=False, ignore_errors=(1, 2))
    return not any(text in output for text in (f"No rule to make target '{target}'", f"don't know how to make {target}"))
