from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Libevent(AutotoolsPackage):
    """Tells a program which of many connections has something to say."""

    homepage = "https://libevent.org"
    url = "https://github.com/libevent/libevent/releases/download/release-2.1.12-stable/libevent-2.1.12-stable.tar.gz"

    license("BSD-3-Clause")

    version("2.1.12", sha256="92e6de1be9ec176428fd2367677e61ceffc2ee1cb119035037a27d346b0403bb")

    depends_on("c", type="build")

    def url_for_version(self, version):
        return f"https://github.com/libevent/libevent/releases/download/release-{version}-stable/libevent-{version}-stable.tar.gz"

    def configure_args(self):
        return ["--disable-openssl", "--disable-samples", "--disable-libevent-regress"]
