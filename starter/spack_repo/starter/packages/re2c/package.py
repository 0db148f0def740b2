from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Re2c(AutotoolsPackage):
    """Makes scanners out of regular expressions."""

    homepage = "https://re2c.org"
    url = "https://github.com/skvadrik/re2c/releases/download/3.0/re2c-3.0.tar.xz"

    license("CC-PDDC")

    version("3.0", sha256="b3babbbb1461e13fe22c630a40c43885efcfbbbb585830c6f4c0d791cf82ba0b")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("python", type="build")

    def configure_args(self):
        return ["--disable-rebuild-lexers"]
