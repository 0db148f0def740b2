from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class Ninja(Package):
    """A build tool that does one thing fast: run what other tools generated."""

    homepage = "https://ninja-build.org"
    url = "https://github.com/ninja-build/ninja/archive/v1.11.1.tar.gz"
    tags = ["build-tools"]

    license("Apache-2.0")

    version("1.11.1", sha256="31747ae633213f1eda3842686f83c2aa1412e0f5691d1c14dbbcc67fe7400cea")

    depends_on("cxx", type="build")
    depends_on("python", type="build")

    executables = [r"^ninja$"]

    @classmethod
    def determine_version(cls, exe):
        return Executable(exe)("--version", output=str, error=str).strip()

    def configure(self, spec, prefix):
        python("configure.py", "--bootstrap")

    phases = ["configure", "install"]

    def install(self, spec, prefix):
        mkdirp(prefix.bin)
        install("ninja", prefix.bin)

    def setup_dependent_package(self, module, dependent_spec):
        module.ninja = MakeExecutable(self.spec.prefix.bin.ninja, jobs=module.make_jobs, supports_jobserver=False)
