from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libunwind(AutotoolsPackage):
    """Walks the stack of calls of a running program."""

    homepage = "https://www.nongnu.org/libunwind/"
    url = "https://github.com/libunwind/libunwind/releases/download/v1.6.2/libunwind-1.6.2.tar.gz"

    license("MIT")

    version("1.6.2", sha256="4a6aec666991fb45d0889c44aede8ad6eb108071c3554fcdff671f9c94794976")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-documentation", "--disable-tests", "--disable-minidebuginfo", "--disable-zlibdebuginfo"]
