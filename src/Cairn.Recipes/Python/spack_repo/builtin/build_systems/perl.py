import os

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    SkipTest,
    build_system,
    depends_on,
    execute_install_time_tests,
    extends,
    filter_file,
    register_builder,
    run_after,
    test_part,
    when,
)

from ._checks import execute_build_time_tests


class PerlPackage(PackageBase):
    """A Perl module with Makefile.PL or Build.PL."""

    build_system_class = "PerlPackage"
    default_buildsystem = "perl"

    build_system("perl")
    with when("build_system=perl"):
        extends("perl")
        depends_on("gmake", type="build")

    @property
    def use_modules(self):
        return []

    @property
    def skip_modules(self):
        return []

    def test_use(self):
        """Test "use module"."""
        if not self.use_modules:
            raise SkipTest("Test requires use_modules package property.")
        perl = self.spec["perl"].command
        for module in self.use_modules:
            if module not in self.skip_modules:
                with test_part(self, f"test_use-{module}", purpose=f"checking use of {module}"):
                    perl("-we", f'use strict; use {module}; print("OK\\n")', output=str, error=str)


@register_builder("perl")
class PerlBuilder(BuilderWithDefaults):
    phases = ("configure", "build", "install")
    package_methods = ("configure_args", "check", "test_use")
    package_attributes = ()
    build_time_test_callbacks = ["check"]

    @property
    def build_method(self):
        for method in ("Makefile.PL", "Build.PL"):
            if os.path.exists(os.path.join(self.pkg.stage.source_path, method)):
                return method
        raise RuntimeError("Unknown build_method for perl package")

    @property
    def build_executable(self):
        from spack.package import Executable

        if self.build_method == "Makefile.PL":
            return self.pkg.module.make
        return Executable(os.path.join(self.pkg.stage.source_path, "Build"))

    def configure_args(self):
        return []

    def configure(self, pkg, spec, prefix):
        if self.build_method == "Makefile.PL":
            options = ["Makefile.PL", f"INSTALL_BASE={prefix}"]
        else:
            options = ["Build.PL", "--install_base", prefix]
        pkg.module.perl(*options, *self.configure_args())

    @run_after("configure")
    def fix_shebang(self):
        if self.build_method == "Build.PL":
            filter_file("^#!.*$", f"#!/usr/bin/env {self.spec['perl'].command.path}", "Build", backup=False)

    def build(self, pkg, spec, prefix):
        self.build_executable()

    run_after("build")(execute_build_time_tests)

    def check(self):
        self.build_executable("test")

    def install(self, pkg, spec, prefix):
        self.build_executable("install")

    run_after("install")(execute_install_time_tests)
