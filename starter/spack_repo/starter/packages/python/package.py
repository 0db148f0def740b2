import os
import re

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Python(Package):
    """The Python interpreter, as the system has it."""

    homepage = "https://www.python.org"
    has_code = False
    tags = ["build-tools"]

    license("PSF-2.0")

    executables = [r"^python3$"]

    @property
    def command(self):
        return Executable(join_path(self.prefix.bin, "python3"))

    def setup_dependent_package(self, module, dependent_spec):
        module.python = self.command

    @classmethod
    def determine_version(cls, exe):
        output = Executable(exe)("--version", output=str, error=str)
        match = re.search(r"Python (\d+(?:\.\d+)+)", output)
        return match.group(1) if match else None

    @classmethod
    def validate_detected_spec(cls, spec, extra_attributes):
        if not os.path.exists(join_path(spec.external_path, "bin", "python3")):
            raise ValueError("its prefix has no bin/python3")

    def install(self, spec, prefix):
        raise InstallError(f"{self.name} is taken from the system: install it there, then run `cairn external find {self.name}`")
