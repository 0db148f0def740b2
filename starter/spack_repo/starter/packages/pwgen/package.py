from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Pwgen(AutotoolsPackage):
    """Makes passwords that can be pronounced."""

    homepage = "https://sourceforge.net/projects/pwgen/"
    url = "https://downloads.sourceforge.net/project/pwgen/pwgen/2.08/pwgen-2.08.tar.gz"

    license("GPL-2.0-only")

    version("2.08", sha256="dab03dd30ad5a58e578c5581241a6e87e184a18eb2c3b2e0fffa8a9cf105c97b")

    depends_on("c", type="build")
