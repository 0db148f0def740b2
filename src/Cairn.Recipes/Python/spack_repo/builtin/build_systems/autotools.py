"""Packages that are built by `./configure && make && make install`."""
import os
import os.path
import shutil

from spack.package import (
    BuilderWithDefaults,
    PackageBase,
    apply_macos_rpath_fixups,
    build_system,
    conflicts,
    copy,
    depends_on,
    execute_install_time_tests,
    find,
    keep_modification_time,
    register_builder,
    run_after,
    run_before,
    set_executable,
    when,
    working_dir,
    FileFilter,
    Executable,
)

from ._checks import execute_build_time_tests


class AutotoolsPackage(PackageBase):
    """Built with the GNU Autotools."""

    build_system_class = "AutotoolsPackage"
    default_buildsystem = "autotools"

    build_system("autotools")
    with when("build_system=autotools"):
        depends_on("gnuconfig", type="build", when="target=ppc64le:")
        depends_on("gnuconfig", type="build", when="target=aarch64:")
        depends_on("gnuconfig", type="build", when="target=riscv64:")
        depends_on("gmake", type="build")
        conflicts("platform=windows")

    def flags_to_build_system_args(self, flags):
        """Compiler flags become arguments of configure."""
        self.configure_flag_args = [f"{name.upper()}={' '.join(values)}" for name, values in flags.items() if values]

    def enable_or_disable(self, *args, **kwargs):
        from spack.package import create_builder

        return create_builder(self).enable_or_disable(*args, **kwargs)

    def with_or_without(self, *args, **kwargs):
        from spack.package import create_builder

        return create_builder(self).with_or_without(*args, **kwargs)


@register_builder("autotools")
class AutotoolsBuilder(BuilderWithDefaults):
    """autoreconf where there is no configure script, configure, make, make install."""

    phases = ("autoreconf", "configure", "build", "install")
    package_methods = ("configure_args", "check", "installcheck")
    package_attributes = (
        "archive_files",
        "patch_libtool",
        "build_targets",
        "install_targets",
        "build_time_test_callbacks",
        "install_time_test_callbacks",
        "force_autoreconf",
        "autoreconf_extra_args",
        "install_libtool_archives",
        "patch_config_files",
        "configure_directory",
        "configure_abs_path",
        "build_directory",
        "autoreconf_search_path_args",
    )

    #: Whether libtool is repaired to know the compiler at hand.
    patch_libtool = True
    build_targets = []
    install_targets = ["install"]
    build_time_test_callbacks = ["check"]
    install_time_test_callbacks = ["installcheck"]
    #: Run autoreconf although there is a configure script.
    force_autoreconf = False
    autoreconf_extra_args = []
    #: Keep the .la files, which mostly do harm.
    install_libtool_archives = False

    @property
    def patch_config_files(self):
        """Whether config.guess and config.sub, which may be older than the machine, are replaced."""
        return any(self.spec.satisfies(f"target={family}:") for family in ("ppc64le", "aarch64", "riscv64"))

    @property
    def archive_files(self):
        return [os.path.join(self.build_directory, "config.log")]

    @property
    def configure_directory(self):
        return self.pkg.stage.source_path

    @property
    def configure_abs_path(self):
        return os.path.join(os.path.abspath(self.configure_directory), "configure")

    @property
    def build_directory(self):
        directory = self.configure_directory
        return os.path.join(directory, "spack-build") if getattr(self.pkg, "build_out_of_source", False) else directory

    @property
    def autoreconf_search_path_args(self):
        """-I options for the macros of build dependencies."""
        arguments = []
        for dependency in self.spec.dependencies(deptype="build"):
            path = os.path.join(dependency.prefix.share, "aclocal")
            if os.path.isdir(path) and not dependency.external:
                arguments.extend(["-I", path])
        return arguments

    @run_before("autoreconf")
    def _delete_configure_to_force_update(self):
        if self.force_autoreconf and os.path.exists(self.configure_abs_path):
            os.remove(self.configure_abs_path)

    def autoreconf(self, pkg, spec, prefix):
        if os.path.exists(self.configure_abs_path):
            return
        with working_dir(self.configure_directory):
            arguments = ["-ivf", *self.autoreconf_search_path_args, *self.autoreconf_extra_args]
            pkg.module.autoreconf(*arguments)

    @run_after("autoreconf")
    def _replace_config_files(self):
        if not self.patch_config_files:
            return
        source = self.spec["gnuconfig"].prefix
        for name in ("config.guess", "config.sub"):
            for path in find(self.configure_directory, name, recursive=True):
                shutil.copyfile(os.path.join(source, name), path)
                set_executable(path)

    @run_after("autoreconf")
    def _set_configure_or_die(self):
        if not os.path.exists(self.configure_abs_path):
            raise RuntimeError(f"configure script not found in {self.configure_directory}")
        self.pkg.module.configure = Executable(self.configure_abs_path)

    def configure_args(self):
        """The recipe's arguments of configure, besides --prefix."""
        return []

    def configure(self, pkg, spec, prefix):
        arguments = [f"--prefix={prefix}", *getattr(pkg, "configure_flag_args", []), *self.configure_args()]
        with working_dir(self.build_directory, create=True):
            pkg.module.configure(*arguments)

    @run_after("configure")
    def _repair_libtool(self):
        if not self.patch_libtool:
            return
        for path in find(self.build_directory, "libtool", recursive=True):
            with keep_modification_time(path):
                # libtool must not guess run-time paths on its own; the compiler wrapper sets them.
                file_filter = FileFilter(path)
                file_filter.filter(r'^wl=""$', 'wl="-Wl,"', ignore_absent=True)
                file_filter.filter(r'^pic_flag=""$', 'pic_flag="-fPIC -DPIC"', ignore_absent=True)

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make("V=1", *self.build_targets)

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

    @run_after("install")
    def _remove_libtool_archives(self):
        if not self.install_libtool_archives:
            for path in find(self.pkg.prefix, "*.la", recursive=True):
                os.remove(path)

    run_after("install", when="platform=darwin")(apply_macos_rpath_fixups)

    def _activate_or_not(self, name, activation_word, deactivation_word, activation_value=None, variant=None):
        """Arguments such as --enable-x / --disable-x for a variant: one for a boolean, one per value for the others."""
        variant = variant or name.lower()
        if not self.pkg.has_variant(variant):
            raise KeyError(f'"{variant}" is not a variant of "{self.pkg.name}"')
        if variant not in self.pkg.spec.variants:
            return []

        definition = self.pkg.get_variant(variant)
        if definition.values is None or set(definition.values) == {True, False}:
            options = [(name, self.spec.satisfies(f"+{variant}"))]
        else:
            values = getattr(definition.values, "feature_values", definition.values)
            options = [(str(value), self.spec.satisfies(f"{variant}={value}")) for value in values if value != "none"]

        if activation_value == "prefix":
            activation_value = lambda option: self.spec[option].prefix  # noqa: E731
        arguments = []
        for option, is_on in options:
            value = activation_value(option) if is_on and activation_value is not None else None
            word = activation_word if is_on else deactivation_word
            arguments.append(f"--{word}-{option}" + (f"={value}" if value else ""))
        return arguments

    def with_or_without(self, name, activation_value=None, variant=None):
        return self._activate_or_not(name, "with", "without", activation_value, variant)

    def enable_or_disable(self, name, activation_value=None, variant=None):
        return self._activate_or_not(name, "enable", "disable", activation_value, variant)
