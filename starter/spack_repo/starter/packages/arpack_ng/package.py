from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class ArpackNg(CMakePackage):
    """Finds a few eigenvalues of large matrices."""

    homepage = "https://github.com/opencollab/arpack-ng"
    url = "https://github.com/opencollab/arpack-ng/archive/3.8.0.tar.gz"

    license("BSD-3-Clause")

    version("3.8.0", sha256="ada5aeb3878874383307239c9235b716a8a170c6d096a6625bfd529844df003d")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("fortran", type="build")
    depends_on("blas")
    depends_on("lapack")

    def cmake_args(self):
        return [
            self.define_from_variant("BUILD_SHARED_LIBS", "shared"),
            self.define("MPI", False),
            self.define("TESTS", False),
            self.define("EXAMPLES", False),
        ]
