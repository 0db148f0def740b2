import re

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Perl(Package):
    """The Perl interpreter, as the system has it."""

    homepage = "https://www.perl.org"
    has_code = False
    tags = ["build-tools"]

    license("Artistic-1.0-Perl OR GPL-1.0-or-later")

    executables = [r"^perl$"]

    @classmethod
    def determine_version(cls, exe):
        output = Executable(exe)("--version", output=str, error=str)
        match = re.search(r"perl.*\(v([0-9.]+)\)", output)
        return match.group(1) if match else None

    def install(self, spec, prefix):
        raise InstallError(f"{self.name} is taken from the system: install it there, then run `cairn external find {self.name}`")
