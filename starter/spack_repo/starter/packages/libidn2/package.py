from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libidn2(AutotoolsPackage):
    """Host names in every script, by the rules of 2008."""

    homepage = "https://gitlab.com/libidn/libidn2"
    url = "https://ftpmirror.gnu.org/libidn/libidn2-2.3.3.tar.gz"

    license("LGPL-3.0-or-later OR GPL-2.0-or-later")

    version("2.3.3", sha256="f3ac987522c00d33d44b323cae424e2cffcb4c63c6aa6cd1376edacbf1c36eb0")

    depends_on("c", type="build")
    depends_on("libunistring")

    def configure_args(self):
        return ["--disable-nls", "--disable-doc"]
