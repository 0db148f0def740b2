import re

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Pkgconf(Package):
    """The program that tells compiler and linker flags of installed libraries, as the system has it."""

    homepage = "http://pkgconf.org"
    has_code = False
    tags = ["build-tools"]

    license("ISC")

    executables = [r"^pkg-?conf(?:ig)?$"]

    provides("pkgconfig")

    @classmethod
    def determine_version(cls, exe):
        output = Executable(exe)("--version", output=str, error=str)
        match = re.search(r"^(\d+(?:\.\d+)+)", output)
        return match.group(1) if match else None

    def install(self, spec, prefix):
        raise InstallError(f"{self.name} is taken from the system: install it there, then run `cairn external find {self.name}`")
