from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libmd(AutotoolsPackage):
    """Message digests under the names of the BSD systems."""

    homepage = "https://www.hadrons.org/software/libmd/"
    url = "https://archive.hadrons.org/software/libmd/libmd-1.0.4.tar.xz"

    license("BSD-3-Clause")

    version("1.0.4", sha256="f51c921042e34beddeded4b75557656559cf5b1f2448033b4c1eec11c07e530f")

    depends_on("c", type="build")
