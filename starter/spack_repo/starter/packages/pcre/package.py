from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Pcre(AutotoolsPackage):
    """Regular expressions in the manner of Perl."""

    homepage = "https://www.pcre.org"
    url = "https://sourceforge.net/projects/pcre/files/pcre/8.39/pcre-8.39.tar.bz2"

    license("BSD-3-Clause")

    version("8.39", sha256="b858099f82483031ee02092711689e7245586ada49e534a06e678b8ea9549e8b")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def configure_args(self):
        return ["--enable-utf", "--enable-unicode-properties"]
