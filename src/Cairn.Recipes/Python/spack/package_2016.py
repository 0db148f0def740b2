"""`from spack import *`: the Package API of 2016.

One class, one method `install`. Hooks of that time are called from those of today: `setup_environment(spack_env, run_env)`
records what the build and what the run needs, and `setup_dependent_environment` the same for dependents.
"""
import multiprocessing
import os

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
        pass

    def setup_build_environment(self, env):
        self.setup_environment(env, EnvironmentModifications())

    def setup_run_environment(self, env):
        self.setup_environment(EnvironmentModifications(), env)

    def setup_dependent_build_environment(self, env, dependent_spec):
        self.setup_dependent_environment(env, EnvironmentModifications(), dependent_spec)

    def setup_dependent_run_environment(self, env, dependent_spec):
        self.setup_dependent_environment(EnvironmentModifications(), env, dependent_spec)

    def do_fake_install(self):
        raise InstallError("fake installations are not supported")


class StagedPackage(Package):
    """An installation in four stages, of which `install_phases` may leave some out."""

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


class CMakePackage(StagedPackage):
    """A staged package that is configured with cmake."""

    def configure_args(self):
        return []

    def configure_env(self):
        return {}

    @property
    def source_directory(self):
        return self.stage.source_path

    @property
    def build_directory(self):
        return os.path.join(self.stage.source_path, "spack-build")

    def make_make(self):
        from spack.build_environment import MakeExecutable

        jobs = (self.make_jobs or multiprocessing.cpu_count()) if self.parallel else 1
        return MakeExecutable("make", jobs=jobs)

    def _cmake_arguments(self):
        from spack.build_systems.cmake import CMakeBuilder

        return CMakeBuilder.std_args(self)[2:] + list(self.configure_args())

    def install_setup(self):
        """Writes a script that configures a source tree in the way of this package."""
        words = [str(which("cmake")), *self._cmake_arguments()]
        with open("spconfig.py", "w") as script:
            script.write(f"#!/usr/bin/env python3\nimport subprocess\nimport sys\nsys.exit(subprocess.call({words!r} + sys.argv[1:]))\n")
        set_executable("spconfig.py")

    def install_configure(self):
        with working_dir(self.build_directory, create=True):
            which("cmake", required=True)(self.source_directory, *self._cmake_arguments(), extra_env=self.configure_env())

    def install_build(self):
        with working_dir(self.build_directory, create=False):
            self.make_make()()

    def install_install(self):
        with working_dir(self.build_directory, create=False):
            self.make_make()("install")
