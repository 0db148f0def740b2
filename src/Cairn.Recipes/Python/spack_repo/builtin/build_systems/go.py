import os

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    depends_on,
    execute_install_time_tests,
    install,
    mkdirp,
    register_builder,
    run_after,
    when,
    working_dir,
)


class GoPackage(PackageBase):
    """Built with go."""

    build_system_class = "GoPackage"
    default_buildsystem = "go"

    build_system("go")
    with when("build_system=go"):
        depends_on("go", type="build")


@register_builder("go")
class GoBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    package_methods = ("check", "installcheck")
    package_attributes = ("build_args", "check_args", "build_directory", "install_time_test_callbacks")
    install_time_test_callbacks = ["check"]

    def setup_build_environment(self, env):
        env.set("GO111MODULE", "on")
        env.set("GOTOOLCHAIN", "local")
        env.set("GOPATH", os.path.join(self.pkg.stage.path, "go"))

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    @property
    def build_args(self):
        return ["-p", str(self.pkg.module.make_jobs), "-modcacherw", "-ldflags", "-s -w", "-o", f"{self.pkg.name}"]

    @property
    def check_args(self):
        return []

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.go("build", *self.build_args)

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            mkdirp(prefix.bin)
            install(pkg.name, prefix.bin)

    run_after("install")(execute_install_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            self.pkg.module.go("test", *self.check_args)
