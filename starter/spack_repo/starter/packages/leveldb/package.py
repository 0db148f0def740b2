from spack_repo.starter.build_systems.cmake import CMakePackage

from spack.package import *


class Leveldb(CMakePackage):
    """A library that stores ordered keys and values."""

    homepage = "https://github.com/google/leveldb"
    url = "https://github.com/google/leveldb/archive/1.23.tar.gz"

    license("BSD-3-Clause")

    version("1.23", sha256="9a37f8a6174f09bd622bc723b55881dc541cd50747cbd08831c2a82d620f6d76")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("snappy")

    def cmake_args(self):
        return [
            self.define("LEVELDB_BUILD_TESTS", False),
            self.define("LEVELDB_BUILD_BENCHMARKS", False),
            self.define("BUILD_SHARED_LIBS", True),
        ]
