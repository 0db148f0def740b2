from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Libdeflate(MakefilePackage):
    """Whole-buffer compression and decompression in the formats of zlib and gzip."""

    homepage = "https://github.com/ebiggers/libdeflate"
    url = "https://github.com/ebiggers/libdeflate/archive/v1.14.tar.gz"

    license("MIT")

    version("1.14", sha256="89e7df898c37c3427b0f39aadcf733731321a278771d20fc553f92da8d4808ac")

    depends_on("c", type="build")

    @property
    def build_targets(self):
        return [f"PREFIX={self.prefix}"]

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", "install"]
