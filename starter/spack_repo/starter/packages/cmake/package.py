import re

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Cmake(Package):
    """The tool that generates the build files of CMake projects, as the system has it."""

    homepage = "https://cmake.org"
    has_code = False
    tags = ["build-tools"]

    license("BSD-3-Clause")

    executables = [r"^cmake$"]

    def setup_dependent_package(self, module, dependent_spec):
        module.cmake = Executable(join_path(self.prefix.bin, "cmake"))
        module.ctest = Executable(join_path(self.prefix.bin, "ctest"))

    @classmethod
    def determine_version(cls, exe):
        output = Executable(exe)("--version", output=str, error=str)
        match = re.search(r"cmake.*version\s+(\d+(?:\.\d+)+)", output)
        return match.group(1) if match else None

    def install(self, spec, prefix):
        raise InstallError(f"{self.name} is taken from the system: install it there, then run `cairn external find {self.name}`")
