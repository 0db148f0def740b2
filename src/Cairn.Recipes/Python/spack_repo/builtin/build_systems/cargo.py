import os

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    depends_on,
    execute_install_time_tests,
    register_builder,
    run_after,
    when,
    working_dir,
)


class CargoPackage(PackageBase):
    """Built with Rust's cargo."""

    build_system_class = "CargoPackage"
    default_buildsystem = "cargo"

    build_system("cargo")
    with when("build_system=cargo"):
        depends_on("rust", type="build")


@register_builder("cargo")
class CargoBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    package_methods = ("check", "installcheck")
    package_attributes = ("build_args", "check_args", "build_directory", "install_time_test_callbacks")
    install_time_test_callbacks = ["check"]

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    @property
    def std_build_args(self):
        return ["-j", str(self.pkg.module.make_jobs)]

    @property
    def build_args(self):
        return []

    @property
    def check_args(self):
        return []

    def setup_build_environment(self, env):
        env.set("CARGO_HOME", os.path.join(self.pkg.stage.path, "cargo"))

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.cargo("install", "--root", "out", "--path", ".", *self.std_build_args, *self.build_args)

    def install(self, pkg, spec, prefix):
        from spack.package import install_tree

        with working_dir(self.build_directory):
            install_tree("out", prefix)

    run_after("install")(execute_install_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            self.pkg.module.cargo("test", *self.check_args)
