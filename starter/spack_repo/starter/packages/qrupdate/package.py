from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Qrupdate(MakefilePackage):
    """Updates QR and Cholesky decompositions; a Fortran library."""

    homepage = "https://sourceforge.net/projects/qrupdate/"
    url = "https://prdownloads.sourceforge.net/qrupdate/qrupdate-1.1.2.tar.gz"

    license("GPL-3.0-or-later")

    version("1.1.2", sha256="e2a1c711dc8ebc418e21195833814cb2f84b878b90a2774365f0166402308e08")

    depends_on("fortran", type="build")
    depends_on("blas")
    depends_on("lapack")

    def edit(self, spec, prefix):
        libraries = spec["lapack"].libs + spec["blas"].libs
        filter_file(r"^FC=.*", f"FC={spack_fc}", "Makeconf")
        filter_file(r"^BLAS=.*", f"BLAS={spec['blas'].libs.ld_flags}", "Makeconf")
        filter_file(r"^LAPACK=.*", f"LAPACK={libraries.ld_flags}", "Makeconf")

    build_targets = ["lib", "solib"]

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", "LIBDIR=/lib/", "DESTDIR=", "install-shlib", "install-staticlib"]
