from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Tree(MakefilePackage):
    """A directory listing in the shape of a tree."""

    homepage = "http://mama.indstate.edu/users/ice/tree/"
    url = "http://mama.indstate.edu/users/ice/tree/src/tree-2.1.0.tgz"

    license("GPL-2.0-or-later")

    version("2.1.0", sha256="0160c535bff2b0dc6a830b9944e981e3427380f63e748da96ced7071faebabf6")

    depends_on("c", type="build")

    @property
    def build_targets(self):
        return [f"CC={spack_cc}"]

    @property
    def install_targets(self):
        return [f"PREFIX={self.prefix}", f"MANDIR={self.prefix.share.man}", "install"]
