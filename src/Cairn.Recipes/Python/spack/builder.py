"""Builders: how a package of one build system is built, phase by phase.

A recipe may define its builder explicitly (`class CMakeBuilder(cmake.CMakeBuilder)`), or put the methods of the builder into
the package class as recipes of old did. For the second form an adapter joins the two: the builder asks the package first, and
what the package does not define, or calls with `super()`, comes from the builder.
"""
import collections.abc
import functools
import os

import _cairn
import spack.relocate
from spack.directives import build_system
from spack.error import InstallError, SpackError, StopPhase
from spack.multimethod import MultiMethodMeta
from spack.package_base import PackageBase
from spack.phase_callbacks import RUN_AFTER, RUN_BEFORE, PhaseCallbacksMeta, run_after, run_before

#: Builder classes by the name of the build system.
BUILDER_CLS = {}

#: Builders that exist, by the identity of their package.
_BUILDERS = {}


def register_builder(build_system_name):
    """Declares the decorated class to be the builder of a build system."""

    def _decorator(cls):
        cls.build_system = build_system_name
        BUILDER_CLS[build_system_name] = cls
        return cls

    return _decorator


def create(pkg):
    """The builder of a package; always the same one."""
    if id(pkg) not in _BUILDERS:
        _BUILDERS[id(pkg)] = (_create(pkg), pkg)
    return _BUILDERS[id(pkg)][0]


def buildsystem_name(pkg):
    """The build system that the spec of a package names, or the one that its class gives for specs of old."""
    try:
        return pkg.spec.variants["build_system"].value
    except KeyError as e:
        for attribute in ("default_buildsystem", "legacy_buildsystem"):
            if hasattr(pkg, attribute):
                return getattr(pkg, attribute)
        raise SpackError(f"Package {pkg.name} does not define a build system.") from e


def get_builder_class(pkg, name):
    """The builder class of that name in the recipe of a package (its own or one imported from another recipe), or None."""
    cls = getattr(pkg.module, name, None)
    return cls if cls is not None and _cairn.is_package_module(cls.__module__) else None


def _declared(builder, new_name, old_name):
    if hasattr(builder, new_name):
        return tuple(getattr(builder, new_name))
    return tuple(getattr(builder, old_name, ()))


def package_methods(builder):
    return _declared(builder, "package_methods", "legacy_methods")


def package_attributes(builder):
    return _declared(builder, "package_attributes", "legacy_attributes")


def package_long_methods(builder):
    return _declared(builder, "package_long_methods", "legacy_long_methods")


class BuilderMeta(PhaseCallbacksMeta, MultiMethodMeta, type(collections.abc.Sequence)):
    """The metaclass of builders."""


class _PhaseAdapter:
    """A phase of the builder, called with the signature of the package's phases: the package is put in front."""

    def __init__(self, builder, phase_fn):
        self.builder = builder
        self.phase_fn = phase_fn

    def __call__(self, spec, prefix):
        return self.phase_fn(self.builder.pkg, spec, prefix)


def _forwarding_method(name):
    def __forward(self, *args, **kwargs):
        return self.__getattr__(name)(*args, **kwargs)

    return __forward


def _forwarding_property(name):
    return property(lambda self: self.__getattr__(name))


def _adapted_phase(name):
    def _adapter(self, pkg, spec, prefix):
        return getattr(self.pkg_with_dispatcher, name)(spec, prefix)

    return _adapter


def _adapted_long_method(name):
    def _adapter(self, spec, prefix):
        return getattr(self.pkg_with_dispatcher, name)(spec, prefix)

    return _adapter


def _adapted_method(name):
    def _adapter(self):
        return getattr(self.pkg_with_dispatcher, name)()

    return _adapter


def _adapted_attribute(name):
    return property(lambda self: getattr(self.pkg_with_dispatcher, name))


def _combined_callbacks(attribute):
    """The callbacks of the package, which get the package instead of the builder, then those of the builder."""

    def _for_builder(fn):
        @functools.wraps(fn)
        def _wrapped(builder):
            return fn(builder.pkg_with_dispatcher)

        return _wrapped

    def _adapter(self):
        of_package = [(key, _for_builder(fn)) for key, fn in getattr(self.pkg, attribute, [])]
        return of_package + getattr(super(type(self), self), attribute, [])

    return property(_adapter)


class _PackageAdapterMeta(BuilderMeta):
    """Makes a builder class whose phases, methods and attributes ask the package first."""

    def __new__(mcs, name, bases, attr_dict):
        base = bases[0]
        for phase in base.phases:
            attr_dict[phase] = _adapted_phase(phase)
        for method in package_methods(base):
            attr_dict[method] = _adapted_method(method)
        for method in package_long_methods(base):
            attr_dict[method] = _adapted_long_method(method)
        for attribute in package_attributes(base):
            attr_dict[attribute] = _adapted_attribute(attribute)
        for attribute in (RUN_BEFORE, RUN_AFTER):
            attr_dict[attribute] = _combined_callbacks(attribute)
        return super(_PackageAdapterMeta, mcs).__new__(mcs, name, bases, attr_dict)


def _create(pkg):
    default_cls = BUILDER_CLS[buildsystem_name(pkg)]
    explicit_cls = get_builder_class(pkg, default_cls.__name__)
    if explicit_cls:
        return explicit_cls(pkg)

    # Special kinds of a build system keep their builder as an attribute of the package class.
    base_cls = getattr(pkg, default_cls.__name__, default_cls)

    class _ForwardToBaseBuilder:
        """The package once more, in a class where the builder's methods stand behind those of the package."""

        def __init__(self, wrapped_pkg_object, root_builder):
            self.wrapped_package_object = wrapped_pkg_object
            self.root_builder = root_builder
            package_cls = type(wrapped_pkg_object)
            # These may be set on the package later.
            shared = {
                name: property(lambda x, name=name: getattr(x.wrapped_package_object, name))
                for name in ("run_tests", "test_requires_compiler", "test_suite", "tester")
            }
            self.__class__ = type(package_cls)(
                package_cls.__name__ + "Wrapper",
                (package_cls, type(self)),
                {"__module__": package_cls.__module__, **shared},
            )
            self.__dict__.update(wrapped_pkg_object.__dict__)

        def __getattr__(self, item):
            behind = super(type(self.root_builder), self.root_builder)
            result = getattr(behind, item)
            return _PhaseAdapter(self.root_builder, result) if item in behind.phases else result

    hooks = ("setup_build_environment", "setup_dependent_build_environment")
    for name in tuple(base_cls.phases) + package_methods(base_cls) + package_long_methods(base_cls) + hooks:
        setattr(_ForwardToBaseBuilder, name, _forwarding_method(name))
    for name in package_attributes(base_cls):
        setattr(_ForwardToBaseBuilder, name, _forwarding_property(name))

    class Adapter(base_cls, metaclass=_PackageAdapterMeta):
        def __init__(self, pkg):
            if hasattr(pkg, "phases"):
                self.phases = pkg.phases
                for phase in self.phases:
                    setattr(Adapter, phase, _adapted_phase(phase))
            self.pkg_with_dispatcher = _ForwardToBaseBuilder(pkg, root_builder=self)
            super().__init__(pkg)

        def setup_build_environment(self, env):
            return self.pkg_with_dispatcher.setup_build_environment(env)

        def setup_dependent_build_environment(self, env, dependent_spec):
            return self.pkg_with_dispatcher.setup_dependent_build_environment(env, dependent_spec)

    return Adapter(pkg)


class InstallationPhase:
    """One phase of a builder with its callbacks."""

    def __init__(self, name, builder):
        self.name = name
        self.builder = builder
        self.phase_fn = getattr(builder, name, None)
        if not self.phase_fn:
            raise RuntimeError(
                f'package "{builder.pkg.fullname}" must implement an "{name}" phase for the "{builder.build_system}" build system'
            )
        self.run_before = self._callbacks(RUN_BEFORE)
        self.run_after = self._callbacks(RUN_AFTER)

    def _callbacks(self, attribute):
        return [
            fn
            for (phase, condition), fn in getattr(self.builder, attribute, [])
            if phase == self.name and (condition is None or self.builder.pkg.spec.satisfies(condition))
        ]

    def __str__(self):
        return f'{self.builder}: executing "{self.name}" phase'

    def execute(self):
        pkg = self.builder.pkg
        if getattr(pkg, "stop_before_phase", None) == self.name:
            raise StopPhase(f"Stopping before '{self.name}' phase")
        for callback in self.run_before:
            callback(self.builder)
        self.phase_fn(pkg, pkg.spec, pkg.prefix)
        for callback in self.run_after:
            callback(self.builder)
        if getattr(pkg, "last_phase", None) == self.name:
            raise StopPhase(f"Stopping at '{self.name}' phase")


class BaseBuilder(metaclass=BuilderMeta):
    """A builder without phases: what several builders of a recipe share."""

    def __init__(self, pkg):
        self.pkg = pkg

    @property
    def spec(self):
        return self.pkg.spec

    @property
    def stage(self):
        return self.pkg.stage

    @property
    def prefix(self):
        return self.pkg.prefix

    def setup_build_environment(self, env):
        if hasattr(super(), "setup_build_environment"):
            super().setup_build_environment(env)

    def setup_dependent_build_environment(self, env, dependent_spec):
        if hasattr(super(), "setup_dependent_build_environment"):
            super().setup_dependent_build_environment(env, dependent_spec)

    def __repr__(self):
        return f"{type(self).__name__}({self.spec.format('{name}{/hash:7}')})"

    def __str__(self):
        return f'"{type(self).__name__}" builder for "{self.spec.format("{name}{/hash:7}")}"'


class Builder(BaseBuilder, collections.abc.Sequence):
    """A builder is the sequence of its phases."""

    phases = ()
    build_system = None
    legacy_methods = ()
    legacy_attributes = ()

    @property
    def archive_files(self):
        return []

    def __init__(self, pkg):
        super().__init__(pkg)
        self.callbacks = {}
        for phase in self.phases:
            self.callbacks[phase] = InstallationPhase(phase, self)

    def __getitem__(self, idx):
        return self.callbacks[self.phases[idx]]

    def __len__(self):
        return len(self.phases)


def sanity_check_prefix(builder):
    """Fails unless the files and directories that the recipe promises, and at least one, were installed."""
    pkg = builder.pkg

    def check(paths, kind, predicate):
        for path in [paths] if isinstance(paths, str) else paths:
            if not predicate(os.path.join(pkg.prefix, path)):
                raise InstallError(f"Install failed for {pkg.name}. No such {kind} in prefix: {path}")

    check(pkg.sanity_check_is_file, "file", os.path.isfile)
    check(pkg.sanity_check_is_dir, "directory", os.path.isdir)
    if not any(name != ".spack" for name in os.listdir(pkg.prefix)):
        raise InstallError(f"Install failed for {pkg.name}.  Nothing was installed!")


class BuilderWithDefaults(Builder):
    """The base of most builders: checks the prefix after installation."""

    run_after("install")(sanity_check_prefix)


def apply_macos_rpath_fixups(builder):
    """On macOS, makes the names and paths inside of installed libraries relocatable."""
    spack.relocate.fixup_macos_rpaths(builder.spec)


def execute_install_time_tests(builder):
    """Runs the tests that belong after installation, if tests were asked for."""
    if builder.pkg.run_tests and builder.install_time_test_callbacks:
        builder.pkg.tester.phase_tests(builder, "install", builder.install_time_test_callbacks)


def execute_build_time_tests(builder):
    """Runs the tests that belong after building, if tests were asked for."""
    if builder.pkg.run_tests and builder.build_time_test_callbacks:
        builder.pkg.tester.phase_tests(builder, "build", builder.build_time_test_callbacks)


class Package(PackageBase):
    """A package without a particular build system: the recipe installs it by itself."""

    build_system_class = "Package"
    default_buildsystem = "generic"

    build_system("generic")


@register_builder("generic")
class GenericBuilder(BuilderWithDefaults):
    """The builder of `Package`."""

    phases = ("install",)
    package_methods = ()
    package_attributes = ("archive_files", "install_time_test_callbacks")
    install_time_test_callbacks = []

    run_after("install", when="platform=darwin")(apply_macos_rpath_fixups)
    run_after("install")(execute_install_time_tests)

    def install(self, pkg, spec, prefix):
        raise NotImplementedError
