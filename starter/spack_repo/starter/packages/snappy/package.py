from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Snappy(CMakePackage):
    """A compressor for those in a hurry."""

    homepage = "https://github.com/google/snappy"
    url = "https://github.com/google/snappy/archive/1.1.9.tar.gz"

    license("BSD-3-Clause")

    version("1.1.9", sha256="75c1fbb3d618dd3a0483bff0e26d0a92b495bbe5059c8b4f1c962b478b6e06e7")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def cmake_args(self):
        return [
            self.define_from_variant("BUILD_SHARED_LIBS", "shared"),
            self.define("SNAPPY_BUILD_TESTS", False),
            self.define("SNAPPY_BUILD_BENCHMARKS", False),
        ]

    def patch(self):
        # Without `inline` a shared library may override these functions, and gcc refuses to inline them always.
        filter_file(r"^size_t AdvanceToNextTag", "inline size_t AdvanceToNextTag", "snappy.cc")
