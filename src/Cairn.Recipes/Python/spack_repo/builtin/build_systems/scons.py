from spack.package import BuilderWithDefaults, PackageBase, build_system, depends_on, register_builder, run_after

from ._checks import execute_build_time_tests


class SConsPackage(PackageBase):
    """Built with SCons."""

    build_system_class = "SConsPackage"
    default_buildsystem = "scons"

    build_system("scons")
    depends_on("scons", type="build", when="build_system=scons")


@register_builder("scons")
class SConsBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    package_methods = ("build_test",)
    package_long_methods = ("build_args", "install_args")
    package_attributes = ("build_time_test_callbacks",)
    build_time_test_callbacks = ["build_test"]

    def build_args(self, spec, prefix):
        return []

    def build(self, pkg, spec, prefix):
        pkg.module.scons(*self.build_args(spec, prefix))

    def install_args(self, spec, prefix):
        return []

    def install(self, pkg, spec, prefix):
        pkg.module.scons("install", *self.install_args(spec, prefix))

    def build_test(self):
        pass

    run_after("build")(execute_build_time_tests)
