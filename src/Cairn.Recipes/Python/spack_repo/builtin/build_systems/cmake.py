"""Packages that are built with CMake."""
import collections.abc
import os
import platform
import re

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    conflicts,
    depends_on,
    execute_install_time_tests,
    get_cmake_prefix_path,
    register_builder,
    run_after,
    variant,
    when,
    working_dir,
)

from ._checks import execute_build_time_tests


def generator(*names, default=None):
    """The variant that chooses the build tool: `make`, `ninja`, or both with a default."""
    allowed = ("make", "ninja")
    unknown = [name for name in names if name not in allowed]
    if unknown:
        raise ValueError(f"unknown generator: {', '.join(unknown)}")
    default = default or names[0]

    def _values(x):
        return x in allowed

    _values.__doc__ = ",".join(allowed)
    variant(
        "generator",
        default=default,
        values=_values,
        description="the build system generator to use",
        when="build_system=cmake",
    )
    for name in allowed:
        if name not in names:
            conflicts(f"generator={name}")


def define(cmake_var, value):
    """-DNAME:TYPE=value; the type follows from the value's."""
    if isinstance(value, bool):
        return f"-D{cmake_var}:BOOL={'ON' if value else 'OFF'}"
    if isinstance(value, collections.abc.Sequence) and not isinstance(value, str):
        value = ";".join(str(x) for x in value)
    return f"-D{cmake_var}:STRING={value}"


def define_from_variant(pkg, cmake_var, variant=None):
    """-D option with the value of a variant; nothing if the variant does not exist under the spec's conditions."""
    variant = variant or cmake_var.lower()
    if not pkg.has_variant(variant):
        raise KeyError(f'"{variant}" is not a variant of "{pkg.name}"')
    if variant not in pkg.spec.variants:
        return ""
    value = pkg.spec.variants[variant].value
    if isinstance(value, (tuple, list)):
        value = sorted(value)
    return define(cmake_var, value)


def define_cuda_architectures(pkg):
    if "cuda_arch" not in pkg.spec.variants or pkg.spec.satisfies("cuda_arch=none") or not pkg.spec.satisfies("^cmake@3.18:"):
        return ""
    return define("CMAKE_CUDA_ARCHITECTURES", pkg.spec.variants["cuda_arch"].value)


def define_hip_architectures(pkg):
    if "amdgpu_target" not in pkg.spec.variants or pkg.spec.satisfies("amdgpu_target=none") or not pkg.spec.satisfies("^cmake@3.21:"):
        return ""
    return define("CMAKE_HIP_ARCHITECTURES", pkg.spec.variants["amdgpu_target"].value)


class CMakePackage(PackageBase):
    """Built with CMake and make or ninja."""

    build_system_class = "CMakePackage"
    default_buildsystem = "cmake"

    build_system("cmake")
    with when("build_system=cmake"):
        variant(
            "build_type",
            default="Release",
            description="CMake build type",
            values=("Debug", "Release", "RelWithDebInfo", "MinSizeRel"),
        )
        variant("ipo", default=False, when="^cmake@3.9:", description="CMake interprocedural optimization")
        generator("ninja", "make", default="make")
        depends_on("cmake", type="build")
        depends_on("gmake", type="build", when="generator=make")
        depends_on("ninja", type="build", when="generator=ninja")

    def flags_to_build_system_args(self, flags):
        """Compiler flags become CMAKE_<LANG>_FLAGS and the like."""
        names = {"cflags": "CMAKE_C_FLAGS", "cxxflags": "CMAKE_CXX_FLAGS", "fflags": "CMAKE_Fortran_FLAGS"}
        common = list(flags.get("cppflags", []))
        self.cmake_flag_args = [
            f"-D{variable}={' '.join(list(flags.get(kind, [])) + common)}"
            for kind, variable in names.items()
            if flags.get(kind) or common
        ]
        if flags.get("ldflags"):
            text = " ".join(flags["ldflags"])
            self.cmake_flag_args += [f"-DCMAKE_{kind}_LINKER_FLAGS={text}" for kind in ("EXE", "MODULE", "SHARED")]
        if flags.get("ldlibs"):
            libraries = " ".join(flags["ldlibs"])
            self.cmake_flag_args += [f"-DCMAKE_{language}_STANDARD_LIBRARIES={libraries}" for language in ("C", "CXX", "Fortran")]

    def define(self, cmake_var, value):
        return define(cmake_var, value)

    def define_from_variant(self, cmake_var, variant=None):
        return define_from_variant(self, cmake_var, variant)


@register_builder("cmake")
class CMakeBuilder(BuilderWithDefaults):
    """cmake, make or ninja, install."""

    phases = ("cmake", "build", "install")
    package_methods = ("cmake_args", "check")
    package_attributes = (
        "build_targets",
        "install_targets",
        "build_time_test_callbacks",
        "archive_files",
        "root_cmakelists_dir",
        "std_cmake_args",
        "build_dirname",
        "build_directory",
    )

    build_targets = []
    install_targets = ["install"]
    build_time_test_callbacks = ["check"]

    @property
    def archive_files(self):
        return [os.path.join(self.build_directory, name) for name in ("CMakeCache.txt", "CMakeFiles/CMakeError.log", "CMakeFiles/CMakeOutput.log")]

    @property
    def root_cmakelists_dir(self):
        return self.pkg.stage.source_path

    @property
    def generator(self):
        return {"make": "Unix Makefiles", "ninja": "Ninja"}[self.spec.variants["generator"].value]

    @property
    def std_cmake_args(self):
        arguments = CMakeBuilder.std_args(self.pkg, generator=self.generator)
        return arguments + list(getattr(self.pkg, "cmake_flag_args", []))

    @staticmethod
    def std_args(pkg, generator=None):
        """The arguments that every CMake build gets."""
        generator = generator or "Unix Makefiles"
        arguments = ["-G", generator, define("CMAKE_INSTALL_PREFIX", pkg.prefix)]
        if "build_type" in pkg.spec.variants:
            arguments.append(define_from_variant(pkg, "CMAKE_BUILD_TYPE", "build_type"))
        if "ipo" in pkg.spec.variants:
            arguments.append(define_from_variant(pkg, "CMAKE_INTERPROCEDURAL_OPTIMIZATION", "ipo"))
        if generator == "Ninja" or pkg.spec.satisfies("^cmake@3.5:"):
            arguments.append(define("CMAKE_EXPORT_COMPILE_COMMANDS", True))
        arguments.append(define("BUILD_TESTING", bool(pkg.run_tests)))
        if pkg.spec.satisfies("platform=darwin"):
            arguments.append(define("CMAKE_FIND_FRAMEWORK", "LAST"))
            arguments.append(define("CMAKE_FIND_APPBUNDLE", "LAST"))
        arguments.append(define("CMAKE_INSTALL_RPATH_USE_LINK_PATH", True))
        arguments.append(define("CMAKE_INSTALL_RPATH", pkg.rpath))
        arguments.append(define("CMAKE_PREFIX_PATH", get_cmake_prefix_path(pkg)))
        return arguments

    @staticmethod
    def define(cmake_var, value):
        return define(cmake_var, value)

    @staticmethod
    def define_cuda_architectures(pkg):
        return define_cuda_architectures(pkg)

    @staticmethod
    def define_hip_architectures(pkg):
        return define_hip_architectures(pkg)

    def define_from_variant(self, cmake_var, variant=None):
        return define_from_variant(self.pkg, cmake_var, variant)

    @property
    def build_dirname(self):
        return f"spack-build-{self.pkg.spec.dag_hash(7)}"

    @property
    def build_directory(self):
        return os.path.join(self.pkg.stage.path, self.build_dirname)

    def cmake_args(self):
        """The recipe's arguments of cmake."""
        return []

    def cmake(self, pkg, spec, prefix):
        # A source tree that was configured in place would win over the build directory.
        cache = os.path.join(self.root_cmakelists_dir, "CMakeCache.txt")
        if os.path.isfile(cache):
            os.remove(cache)
        arguments = [*self.std_cmake_args, *self.cmake_args(), os.path.abspath(self.root_cmakelists_dir)]
        with working_dir(self.build_directory, create=True):
            pkg.module.cmake(*[a for a in arguments if a])

    def _tool(self, *targets):
        with working_dir(self.build_directory):
            if self.generator == "Unix Makefiles":
                self.pkg.module.make(*targets)
            else:
                self.pkg.module.ninja("-v", *targets)

    def build(self, pkg, spec, prefix):
        self._tool(*self.build_targets)

    def install(self, pkg, spec, prefix):
        self._tool(*self.install_targets)

    run_after("build")(execute_build_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            if self.generator == "Unix Makefiles":
                self.pkg._if_make_target_execute("test", jobs_env="CTEST_PARALLEL_LEVEL")
                self.pkg._if_make_target_execute("check")
            else:
                self.pkg._if_ninja_target_execute("test", jobs_env="CTEST_PARALLEL_LEVEL")
                self.pkg._if_ninja_target_execute("check")
