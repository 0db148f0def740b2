from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class NlohmannJson(CMakePackage):
    """JSON for C++ in one header."""

    homepage = "https://json.nlohmann.me"
    url = "https://github.com/nlohmann/json/archive/v3.11.2.tar.gz"

    license("MIT")

    version("3.11.2", sha256="d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273")

    depends_on("cxx", type="build")

    def cmake_args(self):
        return [
            self.define("JSON_BuildTests", False),
            self.define("JSON_Install", True),
        ]
