"""What a worker process does with a package, step by step; the C# side calls these functions in this order."""

import glob
import os

import _cairn
import spack.builder
from cairn import environment_setup
from cairn.files import install, install_tree, mkdirp, working_dir
from spack.error import InstallError
from spack.llnl.util import tty
from spack.multimethod import NoSuchMethodError


def set_up(pkg, dirty):
    """Gives this process the environment of the package's build; returns the names of the phases."""
    tty.set_debug(1)
    changes = environment_setup.set_up(pkg, dirty=dirty)
    _write_environment(pkg)
    return list(spack.builder.create(pkg).phases), len(changes)


def ask_fetcher(pkg):
    """Lets recipes of what exists only as an external say so: they raise an error as soon as somebody wants their sources."""
    pkg.fetcher


def has_patch_method(pkg):
    """True if the recipe changes its sources with a method."""
    return hasattr(pkg, "patch") and callable(getattr(pkg, "patch"))


def patch(pkg, source_path):
    """Runs the recipe's ``patch`` in the directory of the sources."""
    with working_dir(source_path):
        try:
            pkg.patch()
        except NoSuchMethodError:
            pass  # every `patch` of the recipe has a condition, and none holds: there is nothing to change


def keep_source(pkg):
    """Keeps the patched sources in the prefix, for debuggers."""
    if os.path.isdir(pkg.stage.source_path):
        install_tree(pkg.stage.source_path, os.path.join(pkg.prefix, "share", pkg.name, "src"))


def run_phase(pkg, name):
    """Runs one phase with what stands before and after it."""
    builder = spack.builder.create(pkg)
    source_path = pkg.stage.source_path
    directory = source_path if os.path.isdir(source_path) else pkg.stage.path
    with working_dir(directory):
        builder[list(builder.phases).index(name)].execute()


def check(pkg):
    """Fails if nothing was installed."""
    if not any(name not in (".spack", ".cairn-incomplete") for name in os.listdir(pkg.prefix)):
        raise InstallError(f"Install failed for {pkg.name}.  Nothing was installed!")


def archive_files(pkg):
    """Keeps the files of the build that the recipe wants to have beside the log; what lies outside of the stage is refused."""
    patterns = spack.builder.create(pkg).archive_files
    stage = os.path.realpath(pkg.stage.path)
    target = os.path.join(_cairn.metadata_directory(pkg), "archived-files")
    problems = []
    with working_dir(stage):
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            if not (os.path.realpath(pattern) + os.sep).startswith(stage + os.sep):
                problems.append(f"[OUTSIDE SOURCE PATH]: {pattern}")
                continue
            pattern = os.path.relpath(os.path.realpath(pattern), stage) if os.path.isabs(pattern) else pattern
            for file in glob.glob(pattern):
                mkdirp(os.path.dirname(os.path.join(target, file)))
                (install_tree if os.path.isdir(file) else install)(file, os.path.join(target, file))
    if problems:
        mkdirp(target)
        with open(os.path.join(target, "errors.txt"), "w") as file:
            file.write("\n".join(problems) + "\n")


def _write_environment(pkg):
    """Keeps the environment of the build for people who want to enter it: in the prefix, and beside the sources of a failed build."""
    lines = [f"{name}={_quoted(value)}; export {name}\n" for name, value in sorted(os.environ.items())]
    for directory in (_cairn.metadata_directory(pkg), pkg.stage.path):
        with open(os.path.join(directory, "spack-build-env.txt"), "w") as file:
            file.write("".join(lines))


def _quoted(value):
    return "'" + value.replace("'", "'\"'\"'") + "'"
