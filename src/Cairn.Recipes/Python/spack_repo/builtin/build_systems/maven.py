from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    depends_on,
    install_tree,
    register_builder,
    when,
    which,
    working_dir,
)


class MavenPackage(PackageBase):
    """Built with Maven."""

    build_system_class = "MavenPackage"
    default_buildsystem = "maven"

    build_system("maven")
    with when("build_system=maven"):
        depends_on("java", type=("build", "run"))
        depends_on("maven", type="build")


@register_builder("maven")
class MavenBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    package_methods = ("build_args",)
    package_attributes = ("build_directory",)

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    def build_args(self):
        return []

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            goals = ["verify"] if self.pkg.run_tests else ["package", "-DskipTests"]
            which("mvn", required=True)(*goals, *self.build_args())

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            install_tree(".", prefix)
