import re

from spack_repo.starter.build_systems.compiler import CompilerPackage
from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Llvm(Package, CompilerPackage):
    """Clang, the C and C++ compilers of LLVM, as the system has them."""

    homepage = "https://llvm.org"
    has_code = False

    c_names = ["clang"]
    cxx_names = ["clang++"]
    compiler_languages = ["c", "cxx"]
    compiler_version_argument = "--version"
    compiler_version_regex = r"clang version ([0-9]+(?:\.[0-9]+)+)"
    compiler_wrapper_link_paths = {"c": "clang/clang", "cxx": "clang/clang++"}

    license("Apache-2.0 WITH LLVM-exception")

    variant("clang", default=True, description="the C and C++ compilers")

    provides("c", "cxx", when="+clang")

    def archspec_name(self):
        return "clang"

    @classmethod
    def determine_variants(cls, exes, version_str):
        return "+clang", {"compilers": cls.determine_compiler_paths(exes)}

    @classmethod
    def validate_detected_spec(cls, spec, extra_attributes):
        if "c" not in extra_attributes.get("compilers", {}):
            raise ValueError("there is no C compiler among its executables")

    @classmethod
    def runtime_constraints(cls, *, spec, pkg):
        """On Linux clang links the runtime libraries of the gcc that it finds."""
        for language in ("c", "cxx"):
            pkg("*").depends_on(
                "gcc-runtime",
                when=f"%[deptypes=build virtuals={language}] {spec.name}@{spec.versions}",
                type="link",
                description=f"clang compiles {language} code that needs a runtime",
            )

    def install(self, spec, prefix):
        raise InstallError("clang is taken from the system: install it there, then run `cairn compiler find`")
