from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libsigsegv(AutotoolsPackage):
    """Lets a program handle its own page faults."""

    homepage = "https://www.gnu.org/software/libsigsegv/"
    url = "https://ftpmirror.gnu.org/libsigsegv/libsigsegv-2.14.tar.gz"

    license("GPL-2.0-or-later")

    version("2.14", sha256="cdac3941803364cf81a908499beb79c200ead60b6b5b40cad124fd1e06caa295")

    depends_on("c", type="build")

    def configure_args(self):
        return ["--enable-shared"]
