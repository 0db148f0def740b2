"""The environment that a package is built in."""

from cairn.executables import MakeExecutable, get_effective_jobs

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


def get_cmake_prefix_path(pkg):
    """The prefixes in which CMake looks for what a package depends on: those of the store before externals."""
    from cairn.uses import build_and_link_dependencies
    from spack.util.environment import filter_system_paths

    specs = build_and_link_dependencies(pkg.spec)
    ordered = [s for s in specs if not s.external] + [s for s in specs if s.external]
    return filter_system_paths([path for spec in ordered for path in spec.package.cmake_prefix_paths])


def get_rpaths(pkg):
    """The directories for the run-time search path of a package."""
    return pkg.rpath


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
