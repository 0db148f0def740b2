from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libflame(AutotoolsPackage):
    """Dense linear algebra in the manner of lapack, with a blas of its own."""

    homepage = "https://www.cs.utexas.edu/~flame/web/libFLAME.html"
    url = "https://github.com/flame/libflame/archive/5.2.0.tar.gz"

    license("BSD-3-Clause")

    version("5.2.0", sha256="997c860f351a5c7aaed8deec00f502167599288fd0559c92d5bfd77d0b4d475c")

    depends_on("c", type="build")
    depends_on("fortran", type="build")
    depends_on("python", type="build")

    provides("lapack", "blas")

    build_directory = "."
    parallel = False

    def configure_args(self):
        return [
            "--enable-lapack2flame",
            "--enable-builtin-blas",
            "--enable-dynamic-build",
            "--enable-max-arg-list-hack",
            "--disable-autodetect-f77-ldflags",
            "--disable-autodetect-f77-name-mangling",
        ]

    @property
    def libs(self):
        return find_libraries("libflame", root=self.prefix, shared=True, recursive=True)

    @property
    def blas_libs(self):
        return self.libs

    @property
    def lapack_libs(self):
        return self.libs
