from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Glibc(Package):
    """The C library of GNU systems, as the system has it."""

    homepage = "https://www.gnu.org/software/libc/"
    has_code = False
    tags = ["runtime"]

    license("LGPL-2.1-or-later")

    provides("libc")
    provides("iconv")

    def install(self, spec, prefix):
        raise InstallError("glibc is the system's")

    @property
    def libs(self):
        return LibraryList([])

    @property
    def headers(self):
        return HeaderList([])
