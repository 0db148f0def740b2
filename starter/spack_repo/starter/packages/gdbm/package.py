from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Gdbm(AutotoolsPackage):
    """A database of keys and values in one file."""

    homepage = "https://www.gnu.org/software/gdbm/"
    url = "https://ftpmirror.gnu.org/gdbm/gdbm-1.23.tar.gz"

    license("GPL-3.0-or-later")

    version("1.23", sha256="74b1081d21fff13ae4bd7c16e5d6e504a4c26f7cde1dca0d963a484174bbcacd")

    depends_on("c", type="build")
    depends_on("readline")

    def configure_args(self):
        return ["--enable-libgdbm-compat", "--disable-nls"]
