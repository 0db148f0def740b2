from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Cxxopts(CMakePackage):
    """Options of the command line for C++ programs in one header."""

    homepage = "https://github.com/jarro2783/cxxopts"
    url = "https://github.com/jarro2783/cxxopts/archive/v3.1.1.tar.gz"

    license("MIT")

    version("3.1.1", sha256="523175f792eb0ff04f9e653c90746c12655f10cb70f1d5e6d6d9491420298a08")

    depends_on("cxx", type="build")

    def cmake_args(self):
        return [
            self.define("CXXOPTS_BUILD_EXAMPLES", False),
            self.define("CXXOPTS_BUILD_TESTS", False),
        ]
