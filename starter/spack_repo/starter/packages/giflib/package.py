from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Giflib(MakefilePackage):
    """Reads and writes GIF images."""

    homepage = "https://giflib.sourceforge.net/"
    url = "https://prdownloads.sourceforge.net/giflib/giflib-5.2.1.tar.gz"

    license("MIT")

    version("5.2.1", sha256="31da5562f44c5f15d63340a09a4fd62b48c45620cd302f77a6d9acf0077879bd")

    depends_on("c", type="build")

    def edit(self, spec, prefix):
        # The manual pages are made with a tool that the release does not need otherwise.
        filter_file(r"^\t\$\(MAKE\) -C doc$", "", "Makefile")
        filter_file(r"^install: all install-bin install-include install-lib install-man", "install: all install-bin install-include install-lib", "Makefile")

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", "install"]
