from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libbsd(AutotoolsPackage):
    """Functions of the BSD systems for others."""

    homepage = "https://libbsd.freedesktop.org/"
    url = "https://libbsd.freedesktop.org/releases/libbsd-0.11.7.tar.xz"

    license("BSD-3-Clause")

    version("0.11.7", sha256="9baa186059ebbf25c06308e9f991fda31f7183c0f24931826d83aa6abd8a0261")

    depends_on("c", type="build")
    depends_on("libmd")
