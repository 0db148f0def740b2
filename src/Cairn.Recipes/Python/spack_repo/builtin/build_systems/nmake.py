from spack.package import BuilderWithDefaults, PackageBase, build_system, conflicts, register_builder, working_dir


class NMakePackage(PackageBase):
    """Built with nmake on Windows."""

    build_system_class = "NMakePackage"
    default_buildsystem = "nmake"

    build_system("nmake")
    conflicts("platform=linux", when="build_system=nmake")
    conflicts("platform=darwin", when="build_system=nmake")

    def define(self, nmake_arg, value):
        return f"{nmake_arg}={value}"


@register_builder("nmake")
class NMakeBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    build_targets = []
    install_targets = ["install"]

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    def define(self, nmake_arg, value):
        return self.pkg.define(nmake_arg, value)

    def nmake_args(self):
        return []

    def nmake_install_args(self):
        return self.nmake_args()

    def _run(self, targets, arguments):
        prefix = ""
        with working_dir(self.build_directory):
            self.pkg.module.nmake(*[f"{prefix}{target}" for target in targets], *arguments)

    def build(self, pkg, spec, prefix):
        self._run(self.build_targets, self.nmake_args())

    def install(self, pkg, spec, prefix):
        self._run(self.install_targets, self.nmake_install_args())
