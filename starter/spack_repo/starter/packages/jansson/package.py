from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Jansson(CMakePackage):
    """Reads and writes JSON in C."""

    homepage = "https://github.com/akheron/jansson"
    url = "https://github.com/akheron/jansson/archive/v2.14.tar.gz"

    license("MIT")

    version("2.14", sha256="c739578bf6b764aa0752db9a2fdadcfe921c78f1228c7ec0bb47fa804c55d17b")

    variant("shared", default=True, description="shared libraries instead of static ones")

    depends_on("c", type="build")

    def cmake_args(self):
        return [
            self.define_from_variant("JANSSON_BUILD_SHARED_LIBS", "shared"),
            self.define("JANSSON_BUILD_DOCS", False),
            self.define("JANSSON_EXAMPLES", False),
            self.define("JANSSON_WITHOUT_TESTS", True),
        ]
