"""The directory in which a package is built, as recipes see it."""

import os

import _cairn


class Stage:
    """Where the sources of a package lie."""

    def __init__(self, path, source_path, archive_file):
        self.path = path
        self.source_path = source_path
        self.archive_file = archive_file
        self.created = True

    @property
    def expanded(self):
        return os.path.isdir(self.source_path)

    def __getitem__(self, index):
        if index not in (0, -1):
            raise IndexError("a stage has one part")
        return self

    def __iter__(self):
        yield self

    def __len__(self):
        return 1

    def __str__(self):
        return self.path


def stage_of(pkg):
    """The stage of a package; one that is not being built has a place but no content."""
    path, source_path, archive_file = _cairn.stage_paths(pkg)
    return Stage(path, source_path, archive_file)


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
