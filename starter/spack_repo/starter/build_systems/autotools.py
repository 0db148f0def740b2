"""Packages with a configure script: configure, make, make install."""

import os

from spack.package import (
    BuilderWithDefaults,
    Executable,
    InstallError,
    PackageBase,
    build_system,
    create_builder,
    depends_on,
    execute_install_time_tests,
    register_builder,
    run_after,
    when,
    working_dir,
)

from ._checks import execute_build_time_tests


class AutotoolsPackage(PackageBase):
    """A package that the GNU build system builds and installs."""

    build_system_class = "AutotoolsPackage"
    default_buildsystem = "autotools"

    build_system("autotools")

    with when("build_system=autotools"):
        depends_on("gmake", type="build")

    def enable_or_disable(self, *args, **kwargs):
        """The ``--enable-x`` or ``--disable-x`` that a variant asks for."""
        return create_builder(self).enable_or_disable(*args, **kwargs)

    def with_or_without(self, *args, **kwargs):
        """The ``--with-x`` or ``--without-x`` that a variant asks for."""
        return create_builder(self).with_or_without(*args, **kwargs)


@register_builder("autotools")
class AutotoolsBuilder(BuilderWithDefaults):
    """Runs configure and make in ``build_directory``, which is outside of the sources."""

    phases = ("autoreconf", "configure", "build", "install")
    package_methods = ("configure_args", "check", "installcheck")
    package_attributes = (
        "build_targets",
        "install_targets",
        "build_time_test_callbacks",
        "install_time_test_callbacks",
        "force_autoreconf",
        "autoreconf_extra_args",
        "install_libtool_archives",
        "configure_directory",
        "configure_abs_path",
        "build_directory",
    )

    build_targets = []
    install_targets = ["install"]
    build_time_test_callbacks = ["check"]
    install_time_test_callbacks = ["installcheck"]
    #: Make the configure script again even if the release has one.
    force_autoreconf = False
    autoreconf_extra_args = []
    #: Keep ``*.la`` files, which name paths of the build and disturb later links.
    install_libtool_archives = False

    @property
    def configure_directory(self):
        return self.pkg.stage.source_path

    @property
    def configure_abs_path(self):
        return os.path.join(os.path.abspath(self.configure_directory), "configure")

    @property
    def build_directory(self):
        return os.path.join(self.pkg.stage.path, "build-" + self.pkg.spec.dag_hash(7))

    def configure_args(self):
        """Arguments of configure besides the prefix."""
        return []

    def autoreconf(self, pkg, spec, prefix):
        if os.path.exists(self.configure_abs_path) and not self.force_autoreconf:
            return
        missing = [name for name in ("autoconf", "automake", "libtool") if name not in spec]
        if missing:
            raise InstallError(
                "there is no configure script and nothing to make it with: "
                f"the recipe lacks build dependencies on {', '.join(missing)}"
            )
        with working_dir(self.configure_directory):
            pkg.module.autoreconf("-ivf", *self.autoreconf_extra_args)

    def configure(self, pkg, spec, prefix):
        options = [f"--prefix={prefix}"] + list(self.configure_args())
        script = self.configure_abs_path  # read before the working directory changes: it may be relative to this one
        with working_dir(self.build_directory, create=True):
            Executable(script)(*options)

    def build(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make("V=1", *self.build_targets)

    def install(self, pkg, spec, prefix):
        with working_dir(self.build_directory):
            pkg.module.make(*self.install_targets)

    run_after("build")(execute_build_time_tests)

    def check(self):
        with working_dir(self.build_directory):
            self.pkg._if_make_target_execute("test")
            self.pkg._if_make_target_execute("check")

    run_after("install")(execute_install_time_tests)

    def installcheck(self):
        with working_dir(self.build_directory):
            self.pkg._if_make_target_execute("installcheck")

    @run_after("install")
    def remove_libtool_archives(self):
        """Removes ``*.la`` files unless the recipe wants them."""
        if self.install_libtool_archives:
            return
        for directory, _, files in os.walk(str(self.pkg.prefix)):
            for name in files:
                if name.endswith(".la"):
                    os.remove(os.path.join(directory, name))

    def enable_or_disable(self, name, activation_value=None, variant=None):
        return self._options(name, "enable", "disable", activation_value, variant)

    def with_or_without(self, name, activation_value=None, variant=None):
        return self._options(name, "with", "without", activation_value, variant)

    def _options(self, name, on, off, activation_value, variant):
        """One option for a boolean variant; one for each possible value of a multi-valued one."""
        spec = self.pkg.spec
        variant = variant or name
        if variant not in spec.variants:
            return []
        value = spec.variants[variant].value
        if isinstance(value, bool):
            return [self._option(name, on if value else off, value, activation_value)]
        chosen = [value] if isinstance(value, str) else list(value)
        possible = self.pkg.get_variant(variant).values or chosen
        return [
            self._option(str(item), on if item in chosen else off, item in chosen, activation_value)
            for item in possible
            if item != "none"
        ]

    def _option(self, name, word, is_active, activation_value):
        argument = None
        if is_active and activation_value == "prefix":
            argument = self.pkg.spec[name].prefix
        elif is_active and activation_value is not None:
            argument = activation_value(name)
        return f"--{word}-{name}={argument}" if argument is not None else f"--{word}-{name}"
