from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Hypre(AutotoolsPackage):
    """Scalable solvers of large sparse linear systems."""

    homepage = "https://llnl.gov/casc/hypre"
    url = "https://github.com/hypre-space/hypre/archive/v2.26.0.tar.gz"

    license("MIT")

    version("2.26.0", sha256="c214084bddc61a06f3758d82947f7f831e76d7e3edeac2c78bb82d597686e05d")

    depends_on("c", type="build")
    depends_on("fortran", type="build")
    depends_on("blas")
    depends_on("lapack")

    variant("shared", default=True, description="a shared library instead of a static one")
    variant("int64", default=False, description="64-bit integers everywhere")
    variant("mixedint", default=False, description="64-bit integers for global indices only")
    variant("openmp", default=False, description="threads within a process")

    conflicts("+int64", when="+mixedint", msg="hypre takes 64-bit integers either everywhere or for global indices only")

    configure_directory = "src"
    build_directory = "src"

    def configure_args(self):
        blas = self.spec["blas"].libs
        lapack = self.spec["lapack"].libs
        args = [
            "--without-MPI",
            "--with-blas-lib-dirs=" + " ".join(blas.directories),
            "--with-blas-libs=" + " ".join(blas.names),
            "--with-lapack-lib-dirs=" + " ".join(lapack.directories),
            "--with-lapack-libs=" + " ".join(lapack.names),
        ]
        args += self.enable_or_disable("shared")
        args += self.enable_or_disable("bigint", variant="int64")
        args += self.enable_or_disable("mixedint")
        args += self.with_or_without("openmp")
        return args
