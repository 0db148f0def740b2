from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Argon2(MakefilePackage):
    """A hash function for passwords."""

    homepage = "https://github.com/P-H-C/phc-winner-argon2"
    url = "https://github.com/P-H-C/phc-winner-argon2/archive/20171227.tar.gz"

    license("CC0-1.0 OR Apache-2.0")

    version("20171227", sha256="eaea0172c1f4ee4550d1b6c9ce01aab8d1ab66b4207776aa67991eb5872fdcd8")

    depends_on("c", type="build")

    @property
    def build_targets(self):
        return [f"PREFIX={self.prefix}", "OPTTARGET=x86-64"]

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", "LIBRARY_REL=lib", "install"]

    def edit(self, spec, prefix):
        # The wrapper decides for which processor code is made.
        filter_file(r"-march=\$\(OPTTARGET\)", "", "Makefile")
