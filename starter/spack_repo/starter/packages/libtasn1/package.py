from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libtasn1(AutotoolsPackage):
    """Reads and writes ASN.1 structures."""

    homepage = "https://www.gnu.org/software/libtasn1/"
    url = "https://ftpmirror.gnu.org/libtasn1/libtasn1-4.19.0.tar.gz"

    license("LGPL-2.1-or-later")

    version("4.19.0", sha256="1613f0ac1cf484d6ec0ce3b8c06d56263cc7242f1c23b30d82d23de345a63f7a")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-doc"]
