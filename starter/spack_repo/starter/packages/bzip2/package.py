from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Bzip2(MakefilePackage):
    """A compressor of files and the library behind it."""

    homepage = "https://sourceware.org/bzip2/"
    url = "https://sourceware.org/pub/bzip2/bzip2-1.0.8.tar.gz"

    license("bzip2-1.0.6")

    version("1.0.8", sha256="ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269")

    variant("shared", default=True, description="a shared library besides the static one")
    variant("pic", default=True, description="position-independent code in the static library")

    depends_on("c", type="build")

    def edit(self, spec, prefix):
        for makefile in ("Makefile", "Makefile-libbz2_so"):
            filter_file(r"^CC=gcc", f"CC={spack_cc}", makefile)
            filter_file(r"\$\(CC\) \$\(CFLAGS\) -o", "$(CC) $(CFLAGS) $(LDFLAGS) -o", makefile)
        if spec.satisfies("+pic"):
            filter_file(r"^CFLAGS=-Wall", "CFLAGS=-fPIC -Wall", "Makefile")

    def build(self, spec, prefix):
        if spec.satisfies("+shared"):
            # The rules of the shared library build the same object files in another way.
            make("-f", "Makefile-libbz2_so")
            make("clean", parallel=False)
        make("libbz2.a", "bzip2", "bzip2recover")

    def install(self, spec, prefix):
        make("install", f"PREFIX={prefix}", parallel=False)
        if spec.satisfies("+shared"):
            install("libbz2.so.1.0.8", prefix.lib)
            with working_dir(prefix.lib):
                symlink("libbz2.so.1.0.8", "libbz2.so.1.0")
                symlink("libbz2.so.1.0.8", "libbz2.so.1")
                symlink("libbz2.so.1.0.8", "libbz2.so")

    @property
    def libs(self):
        return find_libraries("libbz2", root=self.prefix, shared=self.spec.satisfies("+shared"), recursive=True)
