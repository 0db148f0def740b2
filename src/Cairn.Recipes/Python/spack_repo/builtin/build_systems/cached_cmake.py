"""CMake packages that write their settings to a cache file."""
import os

from spack.package import depends_on, install, mkdirp, run_after

from .cmake import CMakeBuilder, CMakePackage


def _force(force):
    return " FORCE" if force else ""


def cmake_cache_path(name, value, comment="", force=False):
    return f'set({name} "{value}" CACHE PATH "{comment}"{_force(force)})\n'


def cmake_cache_string(name, value, comment="", force=False):
    return f'set({name} "{value}" CACHE STRING "{comment}"{_force(force)})\n'


def cmake_cache_option(name, boolean_value, comment="", force=False):
    return f'set({name} {"ON" if boolean_value else "OFF"} CACHE BOOL "{comment}"{_force(force)})\n'


def cmake_cache_filepath(name, value, comment=""):
    return f'set({name} "{value}" CACHE FILEPATH "{comment}")\n'


class CachedCMakeBuilder(CMakeBuilder):
    """Writes a cache file first, and has cmake read it."""

    phases = ("initconfig", "cmake", "build", "install")
    package_methods = CMakeBuilder.package_methods + (
        "initconfig_compiler_entries",
        "initconfig_mpi_entries",
        "initconfig_hardware_entries",
        "std_initconfig_entries",
        "initconfig_package_entries",
    )
    package_attributes = CMakeBuilder.package_attributes + ("cache_name", "cache_path")

    @property
    def cache_name(self):
        compiler = self.spec["c"]
        return f"{self.pkg.name}-{self.spec.architecture.platform}-{compiler.name}-{compiler.version}.cmake"

    @property
    def cache_path(self):
        return os.path.join(self.pkg.stage.source_path, self.cache_name)

    def define_cmake_cache_from_variant(self, cmake_var, variant=None, comment=""):
        variant = variant or cmake_var.lower()
        if not self.pkg.has_variant(variant):
            raise KeyError(f'"{variant}" is not a variant of "{self.pkg.name}"')
        if variant not in self.pkg.spec.variants:
            return ""
        value = self.pkg.spec.variants[variant].value
        if isinstance(value, bool):
            return cmake_cache_option(cmake_var, value, comment)
        return cmake_cache_string(cmake_var, ";".join(map(str, value)) if isinstance(value, tuple) else str(value), comment)

    def initconfig_compiler_entries(self):
        entries = ["# Compilers"]
        for variable, language, attribute in (("C", "c", "cc"), ("CXX", "cxx", "cxx"), ("Fortran", "fortran", "fortran")):
            if language in self.spec:
                path = getattr(self.spec[language].package, attribute)
                entries.append(cmake_cache_path(f"CMAKE_{variable}_COMPILER", path))
        for variable, kind in (("C", "cflags"), ("CXX", "cxxflags"), ("Fortran", "fflags")):
            flags = " ".join(self.spec.compiler_flags["cppflags"] + self.spec.compiler_flags[kind])
            if flags:
                entries.append(cmake_cache_string(f"CMAKE_{variable}_FLAGS", flags))
        return entries

    def initconfig_mpi_entries(self):
        if not self.spec.satisfies("^mpi"):
            return []
        mpi = self.spec["mpi"]
        entries = ["# MPI", cmake_cache_path("MPI_C_COMPILER", mpi.mpicc), cmake_cache_path("MPI_CXX_COMPILER", mpi.mpicxx)]
        if hasattr(mpi, "mpifc"):
            entries.append(cmake_cache_path("MPI_Fortran_COMPILER", mpi.mpifc))
        return entries

    def initconfig_hardware_entries(self):
        entries = ["# Hardware"]
        if self.spec.satisfies("^cuda"):
            root = self.spec["cuda"].prefix
            entries.append(cmake_cache_path("CUDAToolkit_ROOT", root))
            entries.append(cmake_cache_path("CMAKE_CUDA_COMPILER", root.bin.nvcc))
        if "+rocm" in self.spec:
            entries.append(cmake_cache_path("ROCM_PATH", self.spec["hip"].prefix))
        return entries

    def std_initconfig_entries(self):
        return [
            "# CMake settings",
            cmake_cache_string("CMAKE_PREFIX_PATH", ";".join(os.environ.get("CMAKE_PREFIX_PATH", "").split(":"))),
            self.define_cmake_cache_from_variant("CMAKE_BUILD_TYPE", "build_type"),
        ]

    def initconfig_package_entries(self):
        return []

    def initconfig(self, pkg, spec, prefix):
        entries = (
            self.std_initconfig_entries()
            + self.initconfig_compiler_entries()
            + self.initconfig_mpi_entries()
            + self.initconfig_hardware_entries()
            + self.initconfig_package_entries()
        )
        with open(self.cache_path, "w") as f:
            for entry in entries:
                f.write(f"{entry}\n")
            f.write("\n")

    @property
    def std_cmake_args(self):
        arguments = super().std_cmake_args
        return arguments + ["-C", self.cache_path]

    @run_after("install")
    def install_cmake_cache(self):
        mkdirp(self.pkg.spec.prefix.share.cmake)
        install(self.cache_path, self.pkg.spec.prefix.share.cmake)


class CachedCMakePackage(CMakePackage):
    """A CMake package whose settings go into a cache file."""

    CMakeBuilder = CachedCMakeBuilder

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def flag_handler(self, name, flags):
        if name in ("cflags", "cxxflags", "cppflags", "fflags"):
            return None, None, None
        return flags, None, None
