from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Sed(AutotoolsPackage):
    """Edits text as it streams by."""

    homepage = "https://www.gnu.org/software/sed/"
    url = "https://ftpmirror.gnu.org/sed/sed-4.9.tar.xz"

    license("GPL-3.0-or-later")

    version("4.9", sha256="6e226b732e1cd739464ad6862bd1a1aba42d7982922da7a53519631d24975181")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-nls", "--without-selinux", "--disable-acl"]
