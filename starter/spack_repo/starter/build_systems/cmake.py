"""Packages that CMake configures."""

import os

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    depends_on,
    get_cmake_prefix_path,
    register_builder,
    run_after,
    variant,
    when,
    working_dir,
)

from ._checks import execute_build_time_tests


def _define(name, value):
    """``-D<name>:<type>=<value>`` with CMake's spelling of booleans and lists."""
    if isinstance(value, bool):
        return f"-D{name}:BOOL={'ON' if value else 'OFF'}"
    if isinstance(value, (list, tuple)):
        return f"-D{name}:STRING={';'.join(str(item) for item in value)}"
    return f"-D{name}:STRING={value}"


class CMakePackage(PackageBase):
    """A package that CMake configures and make or ninja builds."""

    build_system_class = "CMakePackage"
    default_buildsystem = "cmake"

    build_system("cmake")

    with when("build_system=cmake"):
        variant(
            "build_type",
            default="Release",
            description="optimisation and debug flags that CMake sets",
            values=("Debug", "Release", "RelWithDebInfo", "MinSizeRel"),
        )
        variant(
            "generator",
            default="make",
            description="the tool that runs the build",
            values=("make", "ninja"),
        )
        depends_on("cmake@3.10:", type="build")
        depends_on("gmake", type="build", when="generator=make")
        depends_on("ninja", type="build", when="generator=ninja")

    @staticmethod
    def define(name, value):
        return _define(name, value)

    def define_from_variant(self, name, variant=None):
        """The definition whose value is that of a variant; an empty text where the variant does not apply."""
        variant = variant or name.lower()
        if variant not in self.spec.variants:
            return ""
        value = self.spec.variants[variant].value
        return _define(name, sorted(value) if isinstance(value, (tuple, frozenset)) else value)


@register_builder("cmake")
class CMakeBuilder(BuilderWithDefaults):
    """Runs cmake and the generator's tool in ``build_directory``, which is outside of the sources."""

    phases = ("cmake", "build", "install")
    package_methods = ("cmake_args", "check")
    package_attributes = (
        "build_targets",
        "install_targets",
        "build_time_test_callbacks",
        "root_cmakelists_dir",
        "build_directory",
    )

    build_targets = []
    install_targets = ["install"]
    build_time_test_callbacks = ["check"]

    @property
    def root_cmakelists_dir(self):
        return self.pkg.stage.source_path

    @property
    def build_directory(self):
        return os.path.join(self.pkg.stage.path, "build-" + self.pkg.spec.dag_hash(7))

    def cmake_args(self):
        """Definitions besides the standard ones."""
        return []

    @property
    def std_cmake_args(self):
        spec = self.pkg.spec
        generator = "Ninja" if spec.satisfies("generator=ninja") else "Unix Makefiles"
        return [
            "-G",
            generator,
            _define("CMAKE_INSTALL_PREFIX", self.pkg.prefix),
            _define("CMAKE_INSTALL_LIBDIR", "lib"),
            _define("CMAKE_BUILD_TYPE", spec.variants["build_type"].value),
            _define("CMAKE_FIND_USE_PACKAGE_REGISTRY", False),
            _define("CMAKE_INSTALL_RPATH_USE_LINK_PATH", True),
            _define("CMAKE_INSTALL_RPATH", [f"{self.pkg.prefix}/lib", f"{self.pkg.prefix}/lib64"]),
            _define("CMAKE_PREFIX_PATH", get_cmake_prefix_path(self.pkg)),
        ]

    @property
    def _tool(self):
        return self.pkg.module.ninja if self.pkg.spec.satisfies("generator=ninja") else self.pkg.module.make

    def cmake(self, pkg, spec, prefix):
        options = self.std_cmake_args + [option for option in self.cmake_args() if option]
        options.append(os.path.abspath(self.root_cmakelists_dir))
        with working_dir(self.build_directory, create=True):
            pkg.module.cmake(*options)

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            self._tool(*self.build_targets)

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            self._tool(*self.install_targets)

    run_after("build")(execute_build_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            self._tool("test")
