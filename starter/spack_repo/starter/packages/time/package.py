from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Time(AutotoolsPackage):
    """Measures what a command needs to run."""

    homepage = "https://www.gnu.org/software/time/"
    url = "https://ftpmirror.gnu.org/time/time-1.9.tar.gz"

    license("GPL-3.0-or-later")

    version("1.9", sha256="fbacf0c81e62429df3e33bda4cee38756604f18e01d977338e23306a3e3b521e")

    depends_on("c", type="build")
