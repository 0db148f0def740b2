from spack.package import BuilderWithDefaults, PackageBase, build_system, depends_on, register_builder, run_after, working_dir

from ._checks import execute_build_time_tests


class QMakePackage(PackageBase):
    """Built with Qt's qmake."""

    build_system_class = "QMakePackage"
    default_buildsystem = "qmake"

    build_system("qmake")
    depends_on("qmake", type="build", when="build_system=qmake")
    depends_on("gmake", type="build")


@register_builder("qmake")
class QMakeBuilder(BuilderWithDefaults):
    phases = ("qmake", "build", "install")
    package_methods = ("qmake_args", "check")
    package_attributes = ("build_directory", "build_time_test_callbacks")
    build_time_test_callbacks = ["check"]

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    def qmake_args(self):
        return []

    def qmake(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.qmake(*self.qmake_args())

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make()

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make("install")

    def check(self):
        with working_dir(self.build_directory):
            self.pkg._if_make_target_execute("check")

    run_after("build")(execute_build_time_tests)
