from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    depends_on,
    execute_install_time_tests,
    register_builder,
    run_after,
    working_dir,
)

from ._checks import execute_build_time_tests


class WafPackage(PackageBase):
    """Built with waf."""

    build_system_class = "WafPackage"
    default_buildsystem = "waf"

    build_system("waf")
    depends_on("python@2.5:", type="build", when="build_system=waf")


@register_builder("waf")
class WafBuilder(BuilderWithDefaults):
    phases = ("configure", "build", "install")
    package_methods = ("build_test", "install_test", "configure_args", "build_args", "install_args")
    package_attributes = ("build_time_test_callbacks", "install_time_test_callbacks", "build_directory")
    build_time_test_callbacks = ["build_test"]
    install_time_test_callbacks = ["install_test"]

    @property
    def build_directory(self):
        return self.stage.source_path

    def python(self, *args, **kwargs):
        self.pkg.module.python(*args, **kwargs)

    def waf(self, *args, **kwargs):
        with working_dir(self.build_directory):
            self.python("waf", f"-j{self.pkg.module.make_jobs}", *args, **kwargs)

    def configure(self, pkg, spec, prefix):
        self.waf("configure", f"--prefix={prefix}", *self.configure_args())

    def configure_args(self):
        return []

    def build(self, pkg, spec, prefix):
        self.waf("build", *self.build_args())

    def build_args(self):
        return []

    def install(self, pkg, spec, prefix):
        self.waf("install", *self.install_args())

    def install_args(self):
        return []

    def build_test(self):
        pass

    run_after("build")(execute_build_time_tests)

    def install_test(self):
        pass

    run_after("install")(execute_install_time_tests)
