from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Symlinks(Package):
    """Finds symbolic links that lead nowhere, and mends them."""

    homepage = "https://ibiblio.org/pub/Linux/utils/file/"
    url = "https://ibiblio.org/pub/Linux/utils/file/symlinks-1.4.tar.gz"

    license("Linux-man-pages-copyleft")

    version("1.4", sha256="b0bb689dd0a2c46d9a7dd111b053707aba7b9cf29c4f0bad32984b14bdbe0399")

    depends_on("c", type="build")

    def install(self, spec, prefix):
        compiler = Executable(spack_cc)
        compiler("-O2", "-o", "symlinks", "symlinks.c")
        mkdirp(prefix.bin)
        install("symlinks", prefix.bin)
