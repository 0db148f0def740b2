"""The names that recipes of Package API v1 find in their module while they build, beyond those of today.

Programs were taken from PATH, whether a recipe depended on them or not (Spack 0.23 docs, "Packaging Guide: build environment").
"""
from cairn.executables import MakeExecutable, which_string

_PREFIX = "spack.pkg."


def names(pkg, jobs):
    """Names and values for the module of a package; none for recipes of today."""
    if not any(cls.__module__.startswith(_PREFIX) for cls in type(pkg).__mro__):
        return {}
    from spack.build_systems.cmake import CMakeBuilder
    from spack.build_systems.meson import MesonBuilder
    from spack.build_systems.python import PythonPipBuilder

    _tell_of_wrappers(pkg)
    found = {
        "make": MakeExecutable("make", jobs=jobs),
        "gmake": MakeExecutable("gmake" if _is_in_path("gmake") else "make", jobs=jobs),
        "ninja": MakeExecutable("ninja", jobs=jobs, supports_jobserver=False),
        "std_cmake_args": CMakeBuilder.std_args(pkg),
        "std_meson_args": MesonBuilder.std_args(pkg),
        "std_pip_args": PythonPipBuilder.std_args(pkg),
        "spack_cc": None,
        "spack_cxx": None,
        "spack_f77": None,
        "spack_fc": None,
    }
    if hasattr(pkg, "older_module_names"):
        found.update(pkg.older_module_names(jobs))
    return found


def _tell_of_wrappers(pkg):
    """Where the compiler wrappers are was a fact of the engine; today it is one of the package that is built."""
    import spack
    import spack.paths

    for wrapper in pkg.spec.dependencies(name="compiler-wrapper"):
        spack.build_env_path = spack.paths.build_env_path = wrapper.package.bin_dir


def _is_in_path(program):
    return which_string(program) is not None
