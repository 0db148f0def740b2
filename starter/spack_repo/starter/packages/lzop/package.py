from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Lzop(AutotoolsPackage):
    """The command that compresses files with lzo."""

    homepage = "https://www.lzop.org"
    url = "https://www.lzop.org/download/lzop-1.04.tar.gz"

    license("GPL-2.0-or-later")

    version("1.04", sha256="7e72b62a8a60aff5200a047eea0773a8fb205caf7acbe1774d95147f305a2f41")

    depends_on("c", type="build")
    depends_on("lzo")
