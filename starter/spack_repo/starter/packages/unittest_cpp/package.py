from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class UnittestCpp(CMakePackage):
    """A small framework for tests in C++."""

    homepage = "https://github.com/unittest-cpp/unittest-cpp"
    url = "https://github.com/unittest-cpp/unittest-cpp/archive/v2.0.0.tar.gz"

    license("MIT")

    version("2.0.0", sha256="74852198877dc2fdebdc4e5e9bd074018bf8ee03a13de139bfe41f4585b2f5b9")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def cmake_args(self):
        return [self.define("UTPP_INCLUDE_TESTS_IN_BUILD", self.run_tests)]
