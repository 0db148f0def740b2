from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Cminpack(CMakePackage):
    """Non-linear equations and least squares: MINPACK in C."""

    homepage = "https://devernay.github.io/cminpack"
    url = "https://github.com/devernay/cminpack/archive/v1.3.6.tar.gz"

    license("BSD-3-Clause")

    version("1.3.6", sha256="3c07fd21308c96477a2c900032e21d937739c233ee273b4347a0d4a84a32d09f")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def cmake_args(self):
        return [self.define("BUILD_SHARED_LIBS", True), self.define("BUILD_EXAMPLES", False), self.define("USE_BLAS", False)]
