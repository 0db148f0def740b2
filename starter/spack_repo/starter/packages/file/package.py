from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class File(AutotoolsPackage):
    """Tells what a file holds by looking at it."""

    homepage = "https://www.darwinsys.com/file/"
    url = "https://astron.com/pub/file/file-5.44.tar.gz"

    license("BSD-2-Clause")

    version("5.44", sha256="3751c7fba8dbc831cb8d7cc8aff21035459b8ce5155ef8b0880a27d028475f3b")

    depends_on("c", type="build")
    depends_on("bzip2")

    def configure_args(self):
        return ["--disable-zlib", "--disable-xzlib", "--disable-libseccomp", "--enable-bzlib"]
