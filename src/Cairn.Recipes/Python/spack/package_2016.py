"""`from spack import *`: the Package API of 2016.

One class, one method `install`, and `make` and `cmake` came from PATH. Hooks of that
time are called from those of today: `setup_environment(spack_env, run_env)` records what the build and what the run needs, and
`setup_dependent_environment` the same for dependents.
"""
import os

from cairn.executables import Executable, MakeExecutable
from spack.error import InstallError
from spack.llnl.util.filesystem import *
from spack.package import *
from spack.package import EnvironmentModifications
from spack.package import Package as _Package
from spack.package_v1 import flatten_dependencies, install_dependency_symlinks
from spack.package_v1_errors import DependencyConflictError, ExternalPackageError
from spack.util.executable import *

alldeps = ("build", "link", "run")
nolink = ("build", "run")


class Package(_Package):
    """A package as of 2016."""

    make_jobs = None
    #: The stages of `StagedPackage` that are run.
    install_phases = {"configure", "build", "install", "provenance"}

    def setup_environment(self, spack_env, run_env):
        pass

    def setup_dependent_environment(self, spack_env, run_env, dspec):
        # What a package says of itself holds for whoever builds on it, too.
        self.setup_environment(spack_env, run_env)

    def setup_build_environment(self, env):
        self.setup_environment(env, EnvironmentModifications())

    def setup_run_environment(self, env):
        self.setup_environment(EnvironmentModifications(), env)

    def setup_dependent_build_environment(self, env, dependent_spec):
        self.setup_dependent_environment(env, EnvironmentModifications(), dependent_spec)

    def setup_dependent_run_environment(self, env, dependent_spec):
        # Without a method of its own this is `setup_environment`, which is asked for anyway.
        if type(self).setup_dependent_environment is not Package.setup_dependent_environment:
            self.setup_dependent_environment(EnvironmentModifications(), env, dependent_spec)

    def older_module_names(self, jobs):
        """What recipes found in their module, beyond what later recipes of Package API v1 do."""
        jobs = min(self.make_jobs, jobs) if self.make_jobs and self.parallel else jobs
        return {
            "make_jobs": jobs,
            "make": MakeExecutable("make", jobs=jobs),
            "scons": MakeExecutable("scons", jobs=jobs, supports_jobserver=False),
            "cmake": Executable("cmake"),
            "ctest": Executable("ctest"),
            "std_cmake_args": _standard_arguments(self),
        }

    def do_fake_install(self):
        raise InstallError("fake installations are not supported")


def _standard_arguments(pkg):
    """The arguments that every CMake build got; recipes know them as `std_cmake_args`, which is set in this module too."""
    return [
        f"-DCMAKE_INSTALL_PREFIX={pkg.prefix}",
        "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
        "-DCMAKE_INSTALL_RPATH_USE_LINK_PATH=FALSE",
        f"-DCMAKE_INSTALL_RPATH={':'.join(pkg.rpath)}",
    ]


class StagedPackage(Package):
    """An installation in four stages, of which `install_phases` may leave some out; `setup` runs only when asked for."""

    def _missing(self, stage):
        raise InstallError(f"Package {self.name} provides no {stage}() method!")

    def install_setup(self):
        self._missing("install_setup")

    def install_configure(self):
        self._missing("install_configure")

    def install_build(self):
        self._missing("install_build")

    def install_install(self):
        self._missing("install_install")

    def install(self, spec, prefix):
        for stage in ("setup", "configure", "build", "install"):
            if stage in self.install_phases:
                getattr(self, f"install_{stage}")()
        if "install" not in self.install_phases:
            # A prefix must not be empty.
            with open(os.path.join(prefix, "dummy"), "w"):
                pass


_SCRIPT = """#!/usr/bin/env python3
import os
import subprocess
import sys

os.environ.update({environment!r})
sys.exit(subprocess.call({command!r} + sys.argv[1:]))
"""


class CMakePackage(StagedPackage):
    """A staged package that is configured with cmake."""

    def configure_args(self):
        """The recipe's arguments of cmake."""
        return []

    def configure_env(self):
        """Variables for cmake."""
        return {}

    @property
    def source_directory(self):
        return self.stage.source_path

    @property
    def build_directory(self):
        return os.path.join(self.stage.path, "spack-build")

    def make_make(self):
        return self.module.make

    def spack_transitive_include_path(self):
        """The directories of headers of all that the package is built on."""
        return ";".join(os.path.join(dep.prefix, "include") for dep in self.spec.traverse(root=False, deptype=("build", "link")))

    def install_setup(self):
        """Writes a script that configures a source tree in the way of this package."""
        compilers = {"C": "CC", "CXX": "CXX", "Fortran": "FC"}
        command = [str(which("cmake", required=True)), *_standard_arguments(self)]
        command += [
            f"-DCMAKE_{language}_COMPILER={os.environ['SPACK_' + name]}"
            for language, name in compilers.items()
            if os.environ.get("SPACK_" + name)
        ]
        command += self.configure_args()
        environment = {name: os.environ[name] for name in ("PATH", "CMAKE_PREFIX_PATH") if name in os.environ}
        environment["SPACK_TRANSITIVE_INCLUDE_PATH"] = self.spack_transitive_include_path()
        environment["CMAKE_TRANSITIVE_INCLUDE_PATH"] = environment["SPACK_TRANSITIVE_INCLUDE_PATH"]
        with open("spconfig.py", "w") as script:
            script.write(_SCRIPT.format(environment=environment, command=command))
        set_executable("spconfig.py")

    def install_configure(self):
        with working_dir(self.build_directory, create=True):
            os.environ.update(self.configure_env())
            os.environ["SPACK_TRANSITIVE_INCLUDE_PATH"] = self.spack_transitive_include_path()
            which("cmake", required=True)(self.source_directory, *self.configure_args(), *_standard_arguments(self))

    def install_build(self):
        with working_dir(self.build_directory, create=False):
            self.make_make()()

    def install_install(self):
        with working_dir(self.build_directory, create=False):
            self.make_make()("install")
