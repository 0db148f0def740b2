from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Brotli(CMakePackage):
    """A compressor made for the web."""

    homepage = "https://github.com/google/brotli"
    url = "https://github.com/google/brotli/archive/v1.0.9.tar.gz"

    license("MIT")

    version("1.0.9", sha256="f9e8d81d0405ba66d181529af42a3354f838c939095ff99930da6aa9cdf6fe46")

    depends_on("c", type="build")
