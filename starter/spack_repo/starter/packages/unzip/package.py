from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Unzip(MakefilePackage):
    """The program that unpacks zip files."""

    homepage = "https://infozip.sourceforge.net/UnZip.html"
    url = "http://downloads.sourceforge.net/infozip/unzip60.tar.gz"

    license("Info-ZIP")

    version("6.0", sha256="036d96991646d0449ed0aa952e4fbe21b476ce994abc276e49d30e686708bd37")

    depends_on("c", type="build")

    def url_for_version(self, version):
        return f"http://downloads.sourceforge.net/infozip/unzip{version.joined}.tar.gz"

    def build(self, spec, prefix):
        flags = "-DLARGE_FILE_SUPPORT -DUNICODE_SUPPORT -DUNICODE_WCHAR -DUTF8_MAYBE_NATIVE -DNO_LCHMOD"
        make("-f", "unix/Makefile", f"CC={spack_cc}", f"LOC={flags}", "unzips", parallel=False)

    def install(self, spec, prefix):
        make("-f", "unix/Makefile", f"prefix={prefix}", f"MANDIR={prefix.share.man.man1}", "install")
