from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libev(AutotoolsPackage):
    """An event loop in little code."""

    homepage = "http://software.schmorp.de/pkg/libev.html"
    url = "http://dist.schmorp.de/libev/Attic/libev-4.33.tar.gz"

    license("BSD-2-Clause OR GPL-2.0-or-later")

    version("4.33", sha256="507eb7b8d1015fbec5b935f34ebed15bf346bed04a11ab82b8eee848c4205aea")

    depends_on("c", type="build")
