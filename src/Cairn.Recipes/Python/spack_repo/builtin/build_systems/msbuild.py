from spack.package import BuilderWithDefaults, PackageBase, build_system, conflicts, register_builder, working_dir


class MSBuildPackage(PackageBase):
    """Built with msbuild on Windows."""

    build_system_class = "MSBuildPackage"
    default_buildsystem = "msbuild"

    build_system("msbuild")
    conflicts("platform=linux", when="build_system=msbuild")
    conflicts("platform=darwin", when="build_system=msbuild")
    conflicts("platform=freebsd", when="build_system=msbuild")

    def define(self, msbuild_arg, value):
        return f"/p:{msbuild_arg}={value}"


@register_builder("msbuild")
class MSBuildBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    build_targets = []
    install_targets = ["INSTALL"]

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    def define(self, msbuild_arg, value):
        return self.pkg.define(msbuild_arg, value)

    def msbuild_args(self):
        return []

    def msbuild_install_args(self):
        return self.msbuild_args()

    def _run(self, targets, arguments):
        prefix = "-t:"
        with working_dir(self.build_directory):
            self.pkg.module.msbuild(*[f"{prefix}{target}" for target in targets], *arguments)

    def build(self, pkg, spec, prefix):
        self._run(self.build_targets, self.msbuild_args())

    def install(self, pkg, spec, prefix):
        self._run(self.install_targets, self.msbuild_install_args())
