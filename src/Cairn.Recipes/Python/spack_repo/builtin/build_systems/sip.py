import os

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    depends_on,
    execute_install_time_tests,
    extends,
    register_builder,
    run_after,
    test_part,
    when,
    working_dir,
)


class SIPPackage(PackageBase):
    """Python bindings made with SIP."""

    build_system_class = "SIPPackage"
    default_buildsystem = "sip"
    sip_module = "sip"
    install_time_test_callbacks = ["test_imports"]

    build_system("sip")
    with when("build_system=sip"):
        extends("python", type=("build", "link", "run"))
        depends_on("py-sip", type="build")
        depends_on("gmake", type="build")

    @property
    def import_modules(self):
        return []

    def python(self, *args, **kwargs):
        self.module.python(*args, **kwargs)

    def test_imports(self):
        for module in self.import_modules:
            with test_part(self, f"test_imports_{module}", purpose=f"checking import of {module}"):
                self.python("-c", f"import {module}")


@register_builder("sip")
class SIPBuilder(BuilderWithDefaults):
    phases = ("configure", "build", "install")
    package_methods = ("configure_args", "build_args", "install_args")
    package_attributes = ("build_targets", "install_targets", "build_time_test_callbacks", "install_time_test_callbacks", "build_directory")
    build_directory = "build"

    def configure(self, pkg, spec, prefix):
        from spack.package import Executable

        program = Executable(spec["py-sip"].prefix.bin.join("sip-build"))
        program("--no-make", f"--target-dir={pkg.module.python_platlib}", *self.configure_args())

    def configure_args(self):
        return []

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make(*self.build_args())

    def build_args(self):
        return []

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make("install", *self.install_args())

    def install_args(self):
        return []

    run_after("install")(execute_install_time_tests)
