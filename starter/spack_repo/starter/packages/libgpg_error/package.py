from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class LibgpgError(AutotoolsPackage):
    """The error codes of the GnuPG family."""

    homepage = "https://www.gnupg.org/related_software/libgpg-error/"
    url = "https://gnupg.org/ftp/gcrypt/libgpg-error/libgpg-error-1.46.tar.bz2"

    license("LGPL-2.1-or-later")

    version("1.46", sha256="b7e11a64246bbe5ef37748de43b245abd72cfcd53c9ae5e7fc5ca59f1c81268d")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--enable-install-gpg-error-config", "--disable-nls", "--disable-doc"]
