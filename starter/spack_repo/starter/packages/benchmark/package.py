from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Benchmark(CMakePackage):
    """Measures small pieces of C++ code."""

    homepage = "https://github.com/google/benchmark"
    url = "https://github.com/google/benchmark/archive/v1.7.1.tar.gz"

    license("Apache-2.0")

    version("1.7.1", sha256="6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    def cmake_args(self):
        return [
            self.define_from_variant("BUILD_SHARED_LIBS", "shared"),
            self.define("BENCHMARK_ENABLE_TESTING", False),
        ]
