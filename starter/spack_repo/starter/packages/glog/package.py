from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Glog(CMakePackage):
    """Logging for C++ programs."""

    homepage = "https://github.com/google/glog"
    url = "https://github.com/google/glog/archive/v0.6.0.tar.gz"

    license("BSD-3-Clause")

    version("0.6.0", sha256="8a83bf982f37bb70825df71a9709fa90ea9f4447fb3c099e1d720a439d88bad6")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("gflags")

    def cmake_args(self):
        return [
            self.define_from_variant("BUILD_SHARED_LIBS", "shared"),
            self.define("BUILD_TESTING", False),
            self.define("WITH_UNWIND", False),
            self.define("WITH_GTEST", False),
        ]
