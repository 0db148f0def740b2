import os

from spack.package import Builder, PackageBase, build_system, classproperty, extends, register_builder, working_dir


def _homepage(cls):
    return f"https://pkgs.racket-lang.org/package/{cls.racket_name}" if cls.racket_name else None


class RacketPackage(PackageBase):
    """A package for Racket."""

    build_system_class = "RacketPackage"
    default_buildsystem = "racket"
    git = None
    racket_name = None
    parallel = True

    build_system("racket")
    extends("racket", when="build_system=racket")
    homepage = classproperty(_homepage)


@register_builder("racket")
class RacketBuilder(Builder):
    phases = ("install",)
    package_methods = ()
    package_attributes = ("build_directory", "build_time_test_callbacks", "subdirectory")
    build_time_test_callbacks = ["check"]
    racket_name = None

    @property
    def subdirectory(self):
        return f"pkgs/{self.pkg.racket_name}" if self.pkg.racket_name else None

    @property
    def build_directory(self):
        root = os.path.join(os.getcwd())
        return os.path.join(root, self.subdirectory) if self.subdirectory else root

    def install(self, pkg, spec, prefix):
        raco = pkg.module.raco
        with working_dir(self.build_directory):
            raco("pkg", "install", "-t", "dir", "-n", pkg.racket_name, "--deps", "fail", "--ignore-implies", "--copy", "-i",
                 "-j", str(pkg.module.make_jobs), "--", os.getcwd())
