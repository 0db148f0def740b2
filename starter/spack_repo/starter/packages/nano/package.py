from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Nano(AutotoolsPackage):
    """A small editor for terminals."""

    homepage = "https://www.nano-editor.org"
    url = "https://www.nano-editor.org/dist/v7/nano-7.2.tar.xz"

    license("GPL-3.0-or-later")

    version("7.2", sha256="86f3442768bd2873cec693f83cdf80b4b444ad3cc14760b74361474fc87a4526")

    depends_on("c", type="build")
    depends_on("ncurses")

    def configure_args(self):
        return ["--disable-nls", "--disable-libmagic"]
