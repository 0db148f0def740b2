import re

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Gmake(Package):
    """GNU make, which decides what must be rebuilt and runs the commands that do it."""

    homepage = "https://www.gnu.org/software/make/"
    url = "https://ftpmirror.gnu.org/make/make-4.4.1.tar.gz"
    tags = ["build-tools"]

    license("GPL-3.0-or-later")

    version("4.4.1", sha256="dd16fb1d67bfab79a72f5e8390735c49e3e8e70b4945a15ab1f81ddb78658fb3")
    version("4.3", sha256="e05fdde47c5f7ca45cb697e973894ff4f5d79e13b750ed57d7b66d8defc78e19")

    depends_on("c", type="build")

    executables = [r"^g?make$"]

    @classmethod
    def determine_version(cls, exe):
        output = Executable(exe)("--version", output=str, error=str)
        match = re.search(r"GNU Make (\S+)", output)
        return match.group(1) if match else None

    def install(self, spec, prefix):
        configure = Executable(join_path(self.stage.source_path, "configure"))
        configure(f"--prefix={prefix}", "--without-guile", "--disable-nls", "--disable-dependency-tracking")
        # There may be no make yet: the release brings a script that builds the first one.
        Executable("./build.sh")()
        mkdirp(prefix.bin)
        install("make", prefix.bin)
        symlink("make", join_path(prefix.bin, "gmake"))

    def setup_dependent_package(self, module, dependent_spec):
        module.make = MakeExecutable(self.spec.prefix.bin.make, jobs=module.make_jobs)
        module.gmake = module.make
