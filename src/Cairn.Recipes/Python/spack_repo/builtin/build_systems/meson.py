import os

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    build_system,
    conflicts,
    depends_on,
    register_builder,
    run_after,
    variant,
    when,
    working_dir,
)

from ._checks import execute_build_time_tests


class MesonPackage(PackageBase):
    """Built with Meson and ninja."""

    build_system_class = "MesonPackage"
    default_buildsystem = "meson"

    build_system("meson")
    with when("build_system=meson"):
        variant(
            "buildtype",
            default="release",
            description="Meson build type",
            values=("plain", "debug", "debugoptimized", "release", "minsize"),
        )
        variant(
            "default_library",
            default="shared",
            values=("shared", "static"),
            multi=True,
            description="Build shared libs, static libs or both",
        )
        variant("strip", default=False, description="Strip targets on install")
        depends_on("meson", type="build")
        depends_on("ninja", type="build")
        for platform in ("linux", "darwin", "freebsd"):
            with when(f"platform={platform}"):
                depends_on("pkgconfig", type="build")
        # Meson used a module that Python 3.12 no longer has.
        conflicts("^python@3.12:", when="^meson@:1.0")

    def flags_to_build_system_args(self, flags):
        names = {"cflags": "c_args", "cxxflags": "cpp_args", "fflags": "fortran_args", "ldflags": "c_link_args"}
        self.meson_flag_args = [f"-D{option}={' '.join(flags[kind])}" for kind, option in names.items() if flags.get(kind)]


@register_builder("meson")
class MesonBuilder(BuilderWithDefaults):
    phases = ("meson", "build", "install")
    package_methods = ("meson_args", "check")
    package_attributes = (
        "build_targets",
        "install_targets",
        "build_time_test_callbacks",
        "root_mesonlists_dir",
        "std_meson_args",
        "build_dirname",
        "build_directory",
    )
    build_targets = []
    install_targets = ["install"]
    build_time_test_callbacks = ["check"]

    @property
    def archive_files(self):
        return [os.path.join(self.build_directory, "meson-logs", "meson-log.txt")]

    @property
    def root_mesonlists_dir(self):
        return self.pkg.stage.source_path

    @property
    def std_meson_args(self):
        return MesonBuilder.std_args(self.pkg) + list(getattr(self.pkg, "meson_flag_args", []))

    @staticmethod
    def std_args(pkg):
        variants = pkg.spec.variants
        library = variants["default_library"].value if "default_library" in variants else ("shared",)
        return [
            f"-Dprefix={pkg.prefix}",
            f"-Dlibdir={pkg.prefix.lib}",
            f"-Dbuildtype={variants['buildtype'].value if 'buildtype' in variants else 'release'}",
            f"-Dstrip={'true' if '+strip' in pkg.spec else 'false'}",
            f"-Ddefault_library={'both' if len(library) == 2 else library[0]}",
            "-Dwrap_mode=nodownload",
        ]

    @property
    def build_dirname(self):
        return f"spack-build-{self.spec.dag_hash(7)}"

    @property
    def build_directory(self):
        return os.path.join(self.pkg.stage.path, self.build_dirname)

    def meson_args(self):
        return []

    def meson(self, pkg, spec, prefix):
        arguments = ["setup", os.path.abspath(self.root_mesonlists_dir), *self.std_meson_args, *self.meson_args()]
        with working_dir(self.build_directory, create=True):
            pkg.module.meson(*arguments)

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.ninja("-v", *self.build_targets)

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.ninja(*self.install_targets)

    run_after("build")(execute_build_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            self.pkg._if_ninja_target_execute("test")
            self.pkg._if_ninja_target_execute("check")
