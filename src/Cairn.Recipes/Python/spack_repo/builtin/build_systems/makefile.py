from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    apply_macos_rpath_fixups,
    build_system,
    conflicts,
    depends_on,
    execute_install_time_tests,
    register_builder,
    run_after,
    when,
    working_dir,
)

from ._checks import execute_build_time_tests


class MakefilePackage(PackageBase):
    """Built by a Makefile that comes with the source."""

    build_system_class = "MakefilePackage"
    default_buildsystem = "makefile"

    build_system("makefile")
    with when("build_system=makefile"):
        conflicts("platform=windows")
        depends_on("gmake", type="build")


@register_builder("makefile")
class MakefileBuilder(BuilderWithDefaults):
    """edit (a hook for changing the Makefile), make, make install."""

    phases = ("edit", "build", "install")
    package_methods = ("check", "installcheck")
    package_attributes = (
        "build_targets",
        "install_targets",
        "build_time_test_callbacks",
        "install_time_test_callbacks",
        "build_directory",
    )

    build_targets = []
    install_targets = ["install"]
    build_time_test_callbacks = ["check"]
    install_time_test_callbacks = ["installcheck"]

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    def edit(self, pkg, spec, prefix):
        pass

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make(*self.build_targets)

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make(*self.install_targets)

    run_after("build")(execute_build_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            for target in ("test", "check"):
                self.pkg._if_make_target_execute(target)

    run_after("install")(execute_install_time_tests)

    def installcheck(self):
        with working_dir(self.build_directory):
            self.pkg._if_make_target_execute("installcheck")

    run_after("install", when="platform=darwin")(apply_macos_rpath_fixups)
