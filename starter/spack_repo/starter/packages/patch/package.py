from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Patch(AutotoolsPackage):
    """Applies differences to files."""

    homepage = "https://savannah.gnu.org/projects/patch/"
    url = "https://ftpmirror.gnu.org/patch/patch-2.7.6.tar.xz"

    license("GPL-3.0-or-later")

    version("2.7.6", sha256="ac610bda97abe0d9f6b7c963255a11dcb196c25e337c61f94e4778d632f1d8fd")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-xattr"]
