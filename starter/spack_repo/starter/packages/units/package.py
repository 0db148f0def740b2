from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Units(AutotoolsPackage):
    """Converts between units of measurement."""

    homepage = "https://www.gnu.org/software/units/"
    url = "https://ftpmirror.gnu.org/units/units-2.22.tar.gz"

    license("GPL-3.0-or-later")

    version("2.22", sha256="5d13e1207721fe7726d906ba1d92dc0eddaa9fc26759ed22e3b8d1a793125848")

    depends_on("c", type="build")
    depends_on("readline")
    depends_on("ncurses")

    # Its makefile installs the manual of the release from the directory it is built in.
    build_directory = "."
