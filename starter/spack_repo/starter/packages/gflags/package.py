from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Gflags(CMakePackage):
    """Flags of the command line for C++ programs."""

    homepage = "https://gflags.github.io/gflags"
    url = "https://github.com/gflags/gflags/archive/v2.2.2.tar.gz"

    license("BSD-3-Clause")

    version("2.2.2", sha256="34af2f15cf7367513b352bdcd2493ab14ce43692d2dcd9dfc499492966c64dcf")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("cxx", type="build")

    def cmake_args(self):
        return [self.define_from_variant("BUILD_SHARED_LIBS", "shared")]
