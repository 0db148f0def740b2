from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Findutils(AutotoolsPackage):
    """Finds files and runs commands on them."""

    homepage = "https://www.gnu.org/software/findutils/"
    url = "https://ftpmirror.gnu.org/findutils/findutils-4.9.0.tar.xz"

    license("GPL-3.0-or-later")

    version("4.9.0", sha256="a2bfb8c09d436770edc59f50fa483e785b161a3b7b9d547573cb08065fd462fe")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-nls", "--without-selinux"]
