from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Hiredis(MakefilePackage):
    """A small client of Redis."""

    homepage = "https://github.com/redis/hiredis"
    url = "https://github.com/redis/hiredis/archive/refs/tags/v0.14.1.tar.gz"

    license("BSD-3-Clause")

    version("0.14.1", sha256="2663b2aed9fd430507e30fc5e63274ee40cdd1a296026e22eafd7d99b01c8913")

    depends_on("c", type="build")

    @property
    def build_targets(self):
        return [f"PREFIX={self.prefix}"]

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", "install"]
