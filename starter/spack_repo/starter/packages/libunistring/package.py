from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libunistring(AutotoolsPackage):
    """Handles text in every encoding of Unicode."""

    homepage = "https://www.gnu.org/software/libunistring/"
    url = "https://ftpmirror.gnu.org/libunistring/libunistring-1.0.tar.xz"

    license("LGPL-3.0-or-later OR GPL-2.0-or-later")

    version("1.0", sha256="5bab55b49f75d77ed26b257997e919b693f29fd4a1bc22e0e6e024c246c72741")

    depends_on("c", type="build")
