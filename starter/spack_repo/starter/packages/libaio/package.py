from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Libaio(MakefilePackage):
    """The kernel's asynchronous input and output."""

    homepage = "https://pagure.io/libaio"
    url = "https://releases.pagure.org/libaio/libaio-0.3.113.tar.gz"

    license("LGPL-2.1-or-later")

    version("0.3.113", sha256="2c44d1c5fd0d43752287c9ae1eb9c023f04ef848ea8d4aafa46e9aedb678200b")

    depends_on("c", type="build")

    @property
    def install_targets(self):
        return [f"prefix={self.prefix}", "install"]
