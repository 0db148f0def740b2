from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libassuan(AutotoolsPackage):
    """How the programs of GnuPG talk to each other."""

    homepage = "https://gnupg.org/software/libassuan/"
    url = "https://gnupg.org/ftp/gcrypt/libassuan/libassuan-2.5.5.tar.bz2"

    license("LGPL-2.1-or-later")

    version("2.5.5", sha256="8e8c2fcc982f9ca67dcbb1d95e2dc746b1739a4668bc20b3a3c5be632edb34e4")

    depends_on("c", type="build")
    depends_on("libgpg-error")

    def configure_args(self):
        return [f"--with-libgpg-error-prefix={self.spec['libgpg-error'].prefix}", "--disable-doc"]
