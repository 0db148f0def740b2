from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Lzo(AutotoolsPackage):
    """A compressor whose decompression is very fast."""

    homepage = "https://www.oberhumer.com/opensource/lzo/"
    url = "https://www.oberhumer.com/opensource/lzo/download/lzo-2.10.tar.gz"

    license("GPL-2.0-or-later")

    version("2.10", sha256="c0f892943208266f9b6543b3ae308fab6284c5c90e627931446fb49b4221a072")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--enable-shared"]
