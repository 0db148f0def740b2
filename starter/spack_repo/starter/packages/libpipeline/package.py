from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libpipeline(AutotoolsPackage):
    """Runs pipelines of processes from C."""

    homepage = "https://libpipeline.gitlab.io/libpipeline/"
    url = "https://download.savannah.nongnu.org/releases/libpipeline/libpipeline-1.5.7.tar.gz"

    license("GPL-3.0-or-later")

    version("1.5.7", sha256="b8b45194989022a79ec1317f64a2a75b1551b2a55bea06f67704cb2a2e4690b0")

    depends_on("c", type="build")
