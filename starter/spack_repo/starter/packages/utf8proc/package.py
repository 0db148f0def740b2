from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Utf8proc(CMakePackage):
    """Handles text in UTF-8."""

    homepage = "https://juliastrings.github.io/utf8proc/"
    url = "https://github.com/JuliaStrings/utf8proc/archive/v2.8.0.tar.gz"

    license("MIT")

    version("2.8.0", sha256="a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")

    def cmake_args(self):
        return [self.define_from_variant("BUILD_SHARED_LIBS", "shared")]
