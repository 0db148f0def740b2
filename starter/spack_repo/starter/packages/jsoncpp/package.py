from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Jsoncpp(CMakePackage):
    """Reads and writes JSON in C++."""

    homepage = "https://github.com/open-source-parsers/jsoncpp"
    url = "https://github.com/open-source-parsers/jsoncpp/archive/1.9.5.tar.gz"

    license("MIT")

    version("1.9.5", sha256="f409856e5920c18d0c2fb85276e24ee607d2a09b5e7d5f0a371368903c275da2")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("cxx", type="build")

    def cmake_args(self):
        return [
            self.define_from_variant("BUILD_SHARED_LIBS", "shared"),
            self.define("JSONCPP_WITH_TESTS", False),
            self.define("JSONCPP_WITH_POST_BUILD_UNITTEST", False),
        ]
