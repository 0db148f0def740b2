from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libffi(AutotoolsPackage):
    """Calls functions whose signature is known only while the program runs."""

    homepage = "https://sourceware.org/libffi/"
    url = "https://github.com/libffi/libffi/releases/download/v3.4.4/libffi-3.4.4.tar.gz"

    license("MIT")

    version("3.4.4", sha256="d66c56ad259a82cf2a9dfc408b32bf5da52371500b84745f7fb8b645712df676")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--disable-docs", "--disable-multi-os-directory"]
