from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Fftw(AutotoolsPackage):
    """Discrete Fourier transforms, fast on every machine."""

    homepage = "https://www.fftw.org"
    url = "https://www.fftw.org/fftw-3.3.10.tar.gz"

    license("GPL-2.0-or-later")

    version("3.3.10", sha256="56c932549852cddcfafdab3820b0200c7742675be92179e59e6215b340e26467")

    depends_on("c", type="build")

    variant(
        "precision",
        values=any_combination_of("float", "double", "long_double").prohibit_empty_set().with_default("double"),
        description="the kinds of numbers for which a library is built",
    )
    variant("openmp", default=False, description="transforms that share their work among threads")
    variant("shared", default=True, description="shared libraries besides the static ones")

    provides("fftw-api@3")

    #: what configure wants to hear for each precision
    options = {"float": ["--enable-float", "--enable-sse2"], "double": ["--enable-sse2"], "long_double": ["--enable-long-double"]}

    def _each_precision(self):
        for precision in self.spec.variants["precision"].value:
            yield precision, join_path(self.stage.path, f"build-{precision}")

    def configure(self, spec, prefix):
        common = [f"--prefix={prefix}", "--disable-fortran", "--disable-doc"]
        common += self.enable_or_disable("openmp") + self.enable_or_disable("shared")
        script = Executable(self.configure_abs_path)
        for precision, directory in self._each_precision():
            with working_dir(directory, create=True):
                script(*common, *self.options[precision])

    def build(self, spec, prefix):
        for _, directory in self._each_precision():
            with working_dir(directory):
                make()

    def install(self, spec, prefix):
        for _, directory in self._each_precision():
            with working_dir(directory):
                make("install")
