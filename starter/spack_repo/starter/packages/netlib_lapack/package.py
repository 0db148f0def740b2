from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class NetlibLapack(CMakePackage):
    """The reference implementation of lapack and blas in Fortran."""

    homepage = "https://www.netlib.org/lapack/"
    url = "https://github.com/Reference-LAPACK/lapack/archive/refs/tags/v3.11.0.tar.gz"

    license("BSD-3-Clause-Open-MPI")

    version("3.11.0", sha256="4b9ba79bfd4921ca820e83979db76ab3363155709444a787979e81c22285ffa9")

    depends_on("c", type="build")
    depends_on("fortran", type="build")

    variant("shared", default=True, description="shared libraries instead of static ones")
    variant("lapacke", default=False, description="the interface for C")

    variant("external-blas", default=False, description="lapack alone, on top of another package's blas")

    provides("blas", "lapack", when="~external-blas")
    provides("lapack", when="+external-blas")

    depends_on("blas", when="+external-blas")

    def cmake_args(self):
        args = [
            self.define_from_variant("BUILD_SHARED_LIBS", "shared"),
            self.define_from_variant("LAPACKE"),
            self.define("CBLAS", False),
            self.define("BUILD_TESTING", False),
        ]
        if self.spec.satisfies("+external-blas"):
            args += [self.define("USE_OPTIMIZED_BLAS", True), self.define("BLAS_LIBRARIES", self.spec["blas"].libs.joined(";"))]
        return args

    def _find(self, name):
        return find_libraries(name, root=self.prefix, shared=self.spec.satisfies("+shared"), recursive=True)

    @property
    def blas_libs(self):
        return self._find("libblas")

    @property
    def lapack_libs(self):
        return self._find("liblapack")

    @property
    def libs(self):
        return self.lapack_libs + (self.spec["blas"].libs if self.spec.satisfies("+external-blas") else self.blas_libs)

    @property
    def headers(self):
        return HeaderList([])
