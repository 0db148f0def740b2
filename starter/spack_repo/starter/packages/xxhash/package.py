from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Xxhash(MakefilePackage):
    """A hash function that runs at the speed of memory."""

    homepage = "https://xxhash.com"
    url = "https://github.com/Cyan4973/xxHash/archive/v0.8.1.tar.gz"

    license("BSD-2-Clause AND GPL-2.0-or-later")

    version("0.8.1", sha256="3bb6b7d6f30c591dd65aaaff1c8b7a5b94d81687998ca9400082c739a690436c")

    depends_on("c", type="build")

    def edit(self, spec, prefix):
        filter_file("/usr/local", str(prefix), "Makefile", string=True)
