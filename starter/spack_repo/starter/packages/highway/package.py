from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Highway(CMakePackage):
    """Portable code for the vector units of processors."""

    homepage = "https://github.com/google/highway"
    url = "https://github.com/google/highway/archive/refs/tags/1.0.3.tar.gz"

    license("Apache-2.0")

    version("1.0.3", sha256="566fc77315878473d9a6bd815f7de78c73734acdcb745c3dde8579560ac5440e")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def cmake_args(self):
        return [
            self.define("BUILD_TESTING", False),
            self.define("HWY_ENABLE_EXAMPLES", False),
        ]
