from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Diffutils(AutotoolsPackage):
    """Shows how files differ."""

    homepage = "https://www.gnu.org/software/diffutils/"
    url = "https://ftpmirror.gnu.org/diffutils/diffutils-3.8.tar.xz"

    license("GPL-3.0-or-later")

    version("3.8", sha256="a6bdd7d1b31266d11c4f4de6c1b748d4607ab0231af5188fc2533d0ae2438fec")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-nls"]
