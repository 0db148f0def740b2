from spack.package import classproperty, depends_on, extends, mkdirp

from .generic import GenericBuilder, Package


class RBuilder(GenericBuilder):
    """R CMD INSTALL."""

    package_methods = ("configure_args", "configure_vars") + GenericBuilder.package_methods

    def configure_args(self):
        return []

    def configure_vars(self):
        return []

    def install(self, pkg, spec, prefix):
        mkdirp(pkg.module.r_lib_dir)
        arguments = ["--vanilla", "CMD", "INSTALL"]
        if self.configure_args():
            arguments.append(f"--configure-args={' '.join(self.configure_args())}")
        if self.configure_vars():
            arguments.append(f"--configure-vars={' '.join(self.configure_vars())}")
        pkg.module.R(*arguments, f"--library={pkg.module.r_lib_dir}", self.stage.source_path)


def _homepage(cls):
    if cls.cran:
        return f"https://cloud.r-project.org/package={cls.cran}"
    return f"https://bioconductor.org/packages/{cls.bioc}" if cls.bioc else None


def _url(cls):
    return f"https://cloud.r-project.org/src/contrib/{cls.cran}_{list(cls.versions)[0]}.tar.gz" if cls.cran else None


def _list_url(cls):
    return f"https://cloud.r-project.org/src/contrib/Archive/{cls.cran}/" if cls.cran else None


def _git(cls):
    return f"https://git.bioconductor.org/packages/{cls.bioc}" if cls.bioc else None


class RPackage(Package):
    """A package for R, from CRAN or Bioconductor."""

    GenericBuilder = RBuilder

    cran = None
    bioc = None
    build_system_class = "RPackage"

    extends("r")
    for language in ("c", "cxx", "fortran"):
        depends_on("gmake", type="build", when=f"%{language}")

    homepage = classproperty(_homepage)
    url = classproperty(_url)
    list_url = classproperty(_list_url)
    git = classproperty(_git)
