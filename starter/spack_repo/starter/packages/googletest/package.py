from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Googletest(CMakePackage):
    """Tests for C++ programs."""

    homepage = "https://github.com/google/googletest"
    url = "https://github.com/google/googletest/archive/refs/tags/release-1.12.1.tar.gz"

    license("BSD-3-Clause")

    version("1.12.1", sha256="81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def cmake_args(self):
        return [self.define_from_variant("BUILD_SHARED_LIBS", "shared")]
