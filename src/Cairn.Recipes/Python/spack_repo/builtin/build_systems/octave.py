from spack.package import BuilderWithDefaults, PackageBase, build_system, extends, register_builder, when


class OctavePackage(PackageBase):
    """A package for Octave."""

    build_system_class = "OctavePackage"
    default_buildsystem = "octave"

    build_system("octave")
    with when("build_system=octave"):
        extends("octave")


@register_builder("octave")
class OctaveBuilder(BuilderWithDefaults):
    phases = ("install",)
    package_methods = ()
    package_attributes = ()

    def install(self, pkg, spec, prefix):
        self.pkg.module.octave(
            "--quiet",
            "--norc",
            "--built-in-docstrings-file=/dev/null",
            "--texi-macros-file=/dev/null",
            "--eval",
            f"pkg prefix {prefix}; pkg install {self.pkg.stage.archive_file}",
        )

    def setup_build_environment(self, env):
        # Octave would look for settings of the user.
        env.unset("CC")
        env.unset("CXX")
        env.unset("FC")
