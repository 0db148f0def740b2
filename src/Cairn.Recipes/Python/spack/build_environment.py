"""The environment that a package is built in."""
import os

import _cairn
from spack.util.executable import Executable

dso_suffix = "so"
stat_suffix = "a"


def shared_library_suffix(spec):
    """The extension of shared libraries on the platform of a spec."""
    platform = str(spec.architecture.platform) if spec.architecture else ""
    return {"darwin": "dylib", "windows": "dll"}.get(platform, "so")


def static_library_suffix(spec):
    """The extension of static libraries on the platform of a spec."""
    platform = str(spec.architecture.platform) if spec.architecture else ""
    return {"windows": "lib"}.get(platform, "a")


class MakeExecutable(Executable):
    """A program that takes the number of jobs as an option, as make does."""

    def __init__(self, name, *, jobs=None, supports_jobserver=True, **kwargs):
        super().__init__(name)
        self.supports_jobserver = supports_jobserver
        self.jobs = jobs

    def __call__(self, *args, parallel=None, jobs_env=None, jobs_env_supports_jobserver=False, **kwargs):
        jobs = get_effective_jobs(
            self.jobs, parallel=True if parallel is None else parallel, supports_jobserver=self.supports_jobserver
        )
        if jobs is not None:
            args = (f"-j{jobs}",) + args
        if jobs_env:
            number = get_effective_jobs(
                self.jobs, parallel=True if parallel is None else parallel, supports_jobserver=jobs_env_supports_jobserver
            )
            if number is not None:
                kwargs["extra_env"] = {jobs_env: str(number)}
        return super().__call__(*args, **kwargs)


def get_effective_jobs(jobs, parallel=True, supports_jobserver=False):
    """The number of jobs to ask for; None where a jobserver decides or nothing is known."""
    if not parallel or os.environ.get("SPACK_NO_PARALLEL_MAKE", "").lower() in ("true", "1"):
        return 1
    if supports_jobserver and "--jobserver" in os.environ.get("MAKEFLAGS", ""):
        return None
    return jobs


def get_cmake_prefix_path(pkg):
    """The prefixes in which CMake looks for what a package depends on."""
    from spack.util.environment import filter_system_paths

    edges = list(pkg.spec.traverse(deptype=("build", "link", "test"), root=False))
    prefixes = [path for s in edges for path in s.package.cmake_prefix_paths]
    return list(dict.fromkeys(filter_system_paths(prefixes)))


class ModuleChangePropagator:
    """A module whose attributes, when set, are set in the modules of the base classes too."""

    _private = ("package", "current_module", "modules_in_mro", "_set_attributes")

    def __init__(self, package):
        self._set_attributes = {}
        self.package = package
        self.current_module = package.module
        names = [cls.__module__ for cls in package.__class__.__mro__]
        import sys

        seen = []
        for name in names:
            if name in sys.modules and sys.modules[name] is not self.current_module and sys.modules[name] not in seen:
                seen.append(sys.modules[name])
        self.modules_in_mro = seen

    def __getattr__(self, item):
        if item in ModuleChangePropagator._private:
            raise AttributeError(item)
        return getattr(self.current_module, item)

    def __setattr__(self, key, value):
        if key in ModuleChangePropagator._private:
            self.__dict__[key] = value
            return
        setattr(self.current_module, key, value)
        self._set_attributes[key] = value

    def propagate_changes_to_mro(self):
        for module in self.modules_in_mro:
            for key, value in self._set_attributes.items():
                setattr(module, key, value)
