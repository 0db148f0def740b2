"""What a worker process does with a package, step by step; the C# side calls these functions in this order."""

import os

import _cairn
import spack.builder
from cairn import environment_setup
from cairn.files import working_dir
from spack.error import InstallError
from spack.multimethod import NoSuchMethodError


def set_up(pkg, dirty):
    """Gives this process the environment of the package's build; returns the names of the phases."""
    changes = environment_setup.set_up(pkg, dirty=dirty)
    _write_environment(pkg)
    return list(spack.builder.create(pkg).phases), len(changes)


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
    """Files of the build that the recipe wants to keep beside the log."""
    found = getattr(spack.builder.create(pkg), "archive_files", [])
    root = pkg.stage.path
    return [os.path.join(root, pattern) for pattern in ([found] if isinstance(found, str) else found)]


def _write_environment(pkg):
    """Keeps the environment of the build for people who want to enter it."""
    lines = [f"{name}={_quoted(value)}; export {name}\n" for name, value in sorted(os.environ.items())]
    with open(os.path.join(_cairn.metadata_directory(pkg), "spack-build-env.txt"), "w") as file:
        file.write("".join(lines))


def _quoted(value):
    return "'" + value.replace("'", "'\"'\"'") + "'"
