from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Lz4(MakefilePackage):
    """A very fast lossless compressor."""

    homepage = "https://lz4.org"
    url = "https://github.com/lz4/lz4/archive/v1.9.4.tar.gz"

    license("BSD-2-Clause AND GPL-2.0-or-later")

    version("1.9.4", sha256="0b0e3aa07c8c063ddf40b082bdf7e37a1562bda40a0ff5272957f3e987e0e54b")

    depends_on("c", type="build")

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", "install"]

    def build(self, spec, prefix):
        make("lib", "lz4")
