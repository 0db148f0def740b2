from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Blis(MakefilePackage):
    """Basic linear algebra from a few small kernels, with the interface of blas."""

    homepage = "https://github.com/flame/blis"
    url = "https://github.com/flame/blis/archive/0.9.0.tar.gz"

    license("BSD-3-Clause")

    version("0.9.0", sha256="1135f664be7355427b91025075562805cdc6cc730d3173f83533b2c5dcc2f308")

    depends_on("c", type="build")
    depends_on("python", type="build")

    variant("shared", default=True, description="a shared library instead of a static one")
    variant("cblas", default=False, description="the interface for C")
    variant(
        "threads", default="none", values=("none", "pthreads", "openmp"), multi=False, description="how a product is shared out"
    )

    provides("blas")

    def edit(self, spec, prefix):
        # The kernels of what the target promises; all of x86-64's, chosen at run time, where it promises nothing.
        kernels = [("zen3", "zen3"), ("zen2", "zen2"), ("x86_64_v4", "skx"), ("x86_64_v3", "haswell"), ("x86_64", "x86_64")]
        family = next((config for target, config in kernels if spec.satisfies(f"target={target}:")), "generic")
        configure = Executable("./configure")
        configure(
            f"--prefix={prefix}",
            f"--enable-threading={spec.variants['threads'].value}",
            "--enable-blas",
            "--enable-cblas" if spec.satisfies("+cblas") else "--disable-cblas",
            "--enable-shared" if spec.satisfies("+shared") else "--disable-shared",
            "--disable-static" if spec.satisfies("+shared") else "--enable-static",
            family,
        )

    @property
    def libs(self):
        return find_libraries(["libblis", "libblis-mt"], root=self.prefix, shared=self.spec.satisfies("+shared"), recursive=True)
