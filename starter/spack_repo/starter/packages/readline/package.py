from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Readline(AutotoolsPackage):
    """Lets users edit a line before a program reads it."""

    homepage = "https://tiswww.case.edu/php/chet/readline/rltop.html"
    url = "https://ftpmirror.gnu.org/readline/readline-8.2.tar.gz"

    license("GPL-3.0-or-later")

    version("8.2", sha256="3feb7171f16a84ee82ca18a36d7b9be109a52c04f492a053331d7d1095007c35")

    depends_on("c", type="build")
    depends_on("ncurses")

    def build(self, spec, prefix):
        with working_dir(self.build_directory):
            make(f"SHLIB_LIBS={spec['ncurses'].libs.ld_flags}")

    def install(self, spec, prefix):
        with working_dir(self.build_directory):
            make(f"SHLIB_LIBS={spec['ncurses'].libs.ld_flags}", "install")
