from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Glpk(AutotoolsPackage):
    """Solves linear and mixed-integer programs."""

    homepage = "https://www.gnu.org/software/glpk/"
    url = "https://ftpmirror.gnu.org/glpk/glpk-5.0.tar.gz"

    license("GPL-3.0-or-later")

    version("5.0", sha256="4a1013eebb50f728fc601bdd833b0b2870333c3b3e5a816eeba921d95bec6f15")

    depends_on("c", type="build")
