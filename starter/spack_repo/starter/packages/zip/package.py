from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Zip(MakefilePackage):
    """The archiver that writes zip files."""

    homepage = "https://infozip.sourceforge.net/Zip.html"
    url = "http://downloads.sourceforge.net/infozip/zip30.tar.gz"

    license("Info-ZIP")

    version("3.0", sha256="f0e8bb1f9b7eb0b01285495a2699df3a4b766784c1765a8f1aeedf63c0806369")

    depends_on("c", type="build")
    depends_on("bzip2")

    def url_for_version(self, version):
        return f"http://downloads.sourceforge.net/infozip/zip{version.joined}.tar.gz"

    def edit(self, spec, prefix):
        # Its checks declare functions in the old style, which later compilers refuse.
        filter_file(r"-DNO_DIR", "", "unix/configure")

    def build(self, spec, prefix):
        make("-f", "unix/Makefile", f"CC={spack_cc}", "generic", parallel=False)

    def install(self, spec, prefix):
        make("-f", "unix/Makefile", f"prefix={prefix}", f"MANDIR={prefix.share.man.man1}", "install")
