from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class LibjpegTurbo(CMakePackage):
    """Reads and writes JPEG images, fast."""

    homepage = "https://libjpeg-turbo.org"
    url = "https://github.com/libjpeg-turbo/libjpeg-turbo/archive/2.1.5.tar.gz"

    license("IJG AND BSD-3-Clause AND Zlib")

    version("2.1.5", sha256="254f3642b04e309fee775123133c6464181addc150499561020312ec61c1bf7c")

    depends_on("c", type="build")

    variant("shared", default=True, description="a shared library besides the static one")

    provides("jpeg")

    def cmake_args(self):
        return [self.define_from_variant("ENABLE_SHARED", "shared"), self.define("WITH_SIMD", False)]
