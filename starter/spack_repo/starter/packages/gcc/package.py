import re

from spack_repo.starter.build_systems.compiler import CompilerPackage
from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Gcc(Package, CompilerPackage):
    """The GNU compilers for C, C++ and Fortran, as the system has them."""

    homepage = "https://gcc.gnu.org"
    has_code = False

    c_names = ["gcc"]
    cxx_names = ["g++"]
    fortran_names = ["gfortran"]
    compiler_version_argument = "-dumpfullversion"
    compiler_version_regex = r"([0-9]+(?:\.[0-9]+)+)"
    compiler_wrapper_link_paths = {
        "c": "gcc/gcc",
        "cxx": "gcc/g++",
        "fortran": "gcc/gfortran",
    }

    license("GPL-3.0-or-later WITH GCC-exception-3.1")

    variant(
        "languages",
        default="c,c++,fortran",
        values=("c", "c++", "fortran"),
        multi=True,
        description="the languages that this installation compiles",
    )

    provides("c", when="languages=c")
    provides("cxx", when="languages=c++")
    provides("fortran", when="languages=fortran")

    @classmethod
    def determine_variants(cls, exes, version_str):
        paths = cls.determine_compiler_paths(exes)
        names = {"c": "c", "cxx": "c++", "fortran": "fortran"}
        languages = ",".join(names[language] for language in ("c", "cxx", "fortran") if language in paths)
        return f"languages:='{languages}'", {"compilers": paths}

    @classmethod
    def validate_detected_spec(cls, spec, extra_attributes):
        if "c" not in extra_attributes.get("compilers", {}):
            raise ValueError("there is no C compiler among its executables")

    @classmethod
    def runtime_constraints(cls, *, spec, pkg):
        """What is compiled with this compiler links its runtime libraries."""
        for language in ("c", "cxx", "fortran"):
            pkg("*").depends_on(
                f"gcc-runtime@{spec.version}:",
                when=f"%[deptypes=build virtuals={language}] {spec.name}@{spec.versions}",
                type="link",
                description=f"gcc compiles {language} code that needs its runtime",
            )
        abi = "libgfortran@5" if spec.satisfies("@8:") else "libgfortran@4" if spec.satisfies("@7") else "libgfortran@3"
        for virtual in ("fortran-rt", abi):
            pkg("*").depends_on(
                virtual,
                when=f"%[deptypes=build virtuals=fortran] {spec.name}@{spec.versions}",
                type="link",
                description=f"gfortran's code needs {virtual}",
            )
        pkg("gcc-runtime").requires(f"@{spec.versions}", when=f"%[deptypes=build] {spec.name}@{spec.versions}")
        pkg("*").propagate(f"gcc@:{spec.version}", when=f"%[deptypes=build] {spec.name}@{spec.versions}")

    def install(self, spec, prefix):
        raise InstallError("gcc is taken from the system: install it there, then run `cairn compiler find`")
