from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Uthash(Package):
    """Hash tables for C structures, in headers."""

    homepage = "https://troydhanson.github.io/uthash/"
    url = "https://github.com/troydhanson/uthash/archive/refs/tags/v2.3.0.tar.gz"

    license("BSD-1-Clause")

    version("2.3.0", sha256="e10382ab75518bad8319eb922ad04f907cb20cccb451a3aa980c9d005e661acc")

    def install(self, spec, prefix):
        mkdirp(prefix.include)
        for header in find("src", "*.h"):
            install(header, prefix.include)
