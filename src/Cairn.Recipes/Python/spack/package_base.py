"""PackageBase, the base class of all recipes."""
import functools
import os
import sys
import textwrap

import _cairn
from spack.directives_meta import DirectiveMeta
from spack.error import InstallError, NoURLError, PackageError, SpackError, VersionError
from spack.fetch_strategy import FetchStrategy
from spack.llnl.util.lang import ClassProperty, classproperty, dedupe, memoized
from spack.multimethod import MultiMethodMeta
from spack.phase_callbacks import PhaseCallbacksMeta
from spack.spec import Spec
from spack.util.prefix import Prefix
from spack.version import GitVersion, StandardVersion, Version, is_git_version

NO_DEFAULT = object()


class DependencyConflictError(SpackError):
    """Files of dependencies conflict."""


class ExtensionError(PackageError):
    """Something is wrong with an extension."""


class ActivationError(ExtensionError):
    """An extension cannot be activated."""


class InvalidPackageOpError(PackageError):
    """An operation does not fit a package."""


class ManualDownloadRequiredError(InvalidPackageOpError):
    """A package must be downloaded by hand."""


class DetectablePackageMeta(type):
    """Tags packages that can be found on the system, and gives them what finding needs."""

    TAG = "detectable"

    def __init__(cls, name, bases, attr_dict):
        super(DetectablePackageMeta, cls).__init__(name, bases, attr_dict)
        detects = hasattr(cls, "executables"), hasattr(cls, "libraries")
        if all(detects):
            raise SpackError(f"a package can have either an 'executables' or 'libraries' attribute [package '{name}' defines both]")
        if not any(detects):
            return
        cls.tags = list(getattr(cls, "tags", [])) + [DetectablePackageMeta.TAG]
        if "platform_executables" in attr_dict:
            raise PackageError("Packages should not override platform_executables")
        if not hasattr(cls, "determine_spec_details"):
            cls.determine_spec_details = classmethod(_determine_spec_details)
            if not hasattr(cls, "determine_variants"):
                cls.determine_variants = classmethod(_determine_variants)
        cls.platform_executables = classmethod(_platform_executables)


def _platform_executables(cls):
    def with_suffix(executable):
        if sys.platform != "win32":
            return executable
        return executable[:-1] + r"\.(exe|bat)$" if executable.endswith("$") else executable + r"\.(exe|bat)"

    return [with_suffix(x) for x in getattr(cls, "executables", ())]


def _determine_variants(cls, objs, version_str):
    return ""


def _determine_spec_details(cls, prefix, objs_in_prefix):
    """The specs of the installations whose executables or libraries lie in a prefix."""
    choose = getattr(cls, "filter_detected_exes", lambda _, found: found)
    by_version = {}
    for path in choose(prefix, objs_in_prefix):
        try:
            version_str = cls.determine_version(path)
        except Exception as e:
            import spack.llnl.util.tty as tty

            tty.debug(f"cannot detect the version of '{path}' [{e}]")
            continue
        if version_str:
            by_version.setdefault(version_str, []).append(path)

    specs = []
    for version_str, paths in by_version.items():
        variants = cls.determine_variants(paths, version_str)
        for variant in variants if isinstance(variants, list) else [variants]:
            text, extra = (variant, {}) if isinstance(variant, str) else variant
            extra = dict(extra)
            path, modules = extra.pop("prefix", None), extra.pop("modules", None)
            specs.append(
                Spec.from_detection(
                    f"{cls.name}@{version_str} {text}", external_path=path, external_modules=modules, extra_attributes=extra
                )
            )
    return sorted(specs)


class PackageMeta(PhaseCallbacksMeta, DetectablePackageMeta, DirectiveMeta, MultiMethodMeta):
    """The metaclass of packages."""


def on_package_attributes(**attr_dict):
    """Runs the decorated method only if the instance has these attributes with these values."""

    def _execute_under_condition(func):
        @functools.wraps(func)
        def _wrapper(instance, *args, **kwargs):
            missing = object()
            if all(getattr(instance, key, missing) == value for key, value in attr_dict.items()):
                func(instance, *args, **kwargs)

        return _wrapper

    return _execute_under_condition


class WindowsRPath:
    """Hooks for the run-time paths of Windows, which do nothing elsewhere."""

    def win_add_library_dependent(self):
        return []

    def win_add_rpath(self):
        return []

    def windows_establish_runtime_linkage(self):
        pass


class PackageViewMixin:
    """How a package is put into a view. Packages may override these."""

    def view_source(self):
        return self.spec.prefix

    def view_destination(self, view):
        return view.get_projection_for_spec(self.spec)

    def view_file_conflicts(self, view, merge_map):
        return set(dst for dst in merge_map.values() if os.path.lexists(dst))

    def add_files_to_view(self, view, merge_map, skip_if_exists=True):
        for src, dst in merge_map.items():
            if not (skip_if_exists and os.path.lexists(dst)):
                view.link(src, dst, spec=self.spec)

    def remove_files_from_view(self, view, merge_map):
        view.remove_files(merge_map.values())


class _Directives:
    """A class attribute that the directives fill, such as `versions`; it is computed when it is first read."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return _cairn.directive_results(owner if owner is not None else type(instance), self.name)


class PackageBase(WindowsRPath, PackageViewMixin, metaclass=PackageMeta):
    """The base class of all recipes: class attributes with their defaults, and what methods of recipes call on `self`."""

    versions = _Directives("versions")
    resources = _Directives("resources")
    dependencies = _Directives("dependencies")
    extendees = _Directives("extendees")
    conflicts = _Directives("conflicts")
    requirements = _Directives("requirements")
    provided = _Directives("provided")
    provided_together = _Directives("provided_together")
    patches = _Directives("patches")
    variants = _Directives("variants")
    licenses = _Directives("licenses")
    splice_specs = _Directives("splice_specs")
    disable_redistribute = _Directives("disable_redistribute")

    build_system_class = "PackageBase"
    virtual = False
    has_code = True
    parallel = True
    run_tests = False
    extendable = False
    transitive_rpaths = True
    non_bindable_shared_objects = []
    unresolved_libraries = []
    sanity_check_is_file = []
    sanity_check_is_dir = []
    manual_download = False
    fetch_options = {}
    license_required = False
    license_comment = "#"
    license_files = []
    license_vars = []
    license_url = ""
    homepage = None
    list_url = None
    list_depth = 0
    maintainers = []
    test_requires_compiler = False
    test_suite = None
    _verbose = None
    _name = None

    def __init__(self, spec):
        self.spec = spec
        self.path = None
        self.installed_from_binary_cache = False
        if getattr(self, "url", None) and getattr(self, "urls", None):
            raise ValueError(f"a package can have either a 'url' or a 'urls' attribute [package '{self.name}' defines both]")
        self._stage = None
        self._fetcher = None
        self._patch_stages = []
        self._fetcher = None
        self._tester = None
        self._fetch_time = 0.0
        super().__init__()

    def __getitem__(self, key):
        return self.spec[key].package

    # What the class is.

    @classproperty
    def module(cls):
        return sys.modules[cls.__module__]

    @classproperty
    def package_dir(cls):
        return os.path.abspath(os.path.dirname(sys.modules[cls.__module__].__file__))

    @classproperty
    def namespace(cls):
        return _cairn.namespace_of_module(cls.__module__)

    @classproperty
    def name(cls):
        return _cairn.package_of_module(cls.__module__)

    @classproperty
    def fullname(cls):
        return f"{cls.namespace}.{cls.name}"

    @classproperty
    def fullnames(cls):
        names = []
        for base in cls.__mro__:
            if not _cairn.is_package_module(base.__module__):
                break
            names.append(base.fullname)
        return names

    # What the directives said.

    @classmethod
    def dependency_names(cls):
        return sorted({name for by_name in cls.dependencies.values() for name in by_name})

    @classmethod
    def dependencies_by_name(cls, when=False):
        return _by_name(cls.dependencies, when)

    @classmethod
    def dependencies_of_type(cls, deptypes):
        return {
            name
            for name, found in cls.dependencies_by_name().items()
            if any(deptypes & dependency.depflag for dependency in found)
        }

    @classmethod
    def variant_names(cls):
        return sorted({name for by_name in cls.variants.values() for name in by_name})

    @classmethod
    def has_variant(cls, name):
        return any(name in by_name for by_name in cls.variants.values())

    @classmethod
    def num_variant_definitions(cls):
        return sum(len(by_name) for by_name in cls.variants.values())

    @classmethod
    def variant_definitions(cls, name):
        """Pairs of condition and definition, lowest precedence first, without those that a later one always replaces."""
        found = [(when, by_name[name]) for when, by_name in cls.variants.items() if name in by_name]
        found.sort(key=lambda pair: pair[1].precedence)
        return [
            (when, definition)
            for i, (when, definition) in enumerate(found)
            if not any(when.satisfies(later) for later, _ in found[i + 1 :])
        ]

    @classmethod
    def variant_items(cls):
        kept = {id(definition) for name in cls.variant_names() for _, definition in cls.variant_definitions(name)}
        for when, by_name in cls.variants.items():
            chosen = {name: definition for name, definition in by_name.items() if id(definition) in kept}
            if chosen:
                yield when, chosen

    def get_variant(self, name):
        for when, definition in reversed(self.variant_definitions(name)):
            if self.spec.satisfies(when):
                return definition
        raise ValueError(f"No variant '{name}' on spec: {self.spec}")

    @classmethod
    def provided_virtual_names(cls):
        return sorted({spec.name for specs in cls.provided.values() for spec in specs})

    @property
    def virtuals_provided(self):
        return [spec for when, specs in self.provided.items() if self.spec.satisfies(when) for spec in specs]

    def provides(self, vpkg_name):
        return any(
            any(spec.name == vpkg_name for spec in specs)
            for when, specs in self.provided.items()
            if self.spec.intersects(when)
        )

    @classmethod
    def redistribute_source(cls, spec):
        return not any(limit.source and spec.satisfies(when) for when, limit in cls.disable_redistribute.items())

    @property
    def redistribute_binary(self):
        return not any(limit.binary and self.spec.satisfies(when) for when, limit in self.disable_redistribute.items())

    @property
    def extendee_spec(self):
        if not self.extendees:
            return None
        found = [
            dependency
            for dependency in self.spec.dependencies(deptype=("link", "run"))
            for extendee, when in self.extendees.values()
            if dependency.satisfies(extendee) and self.spec.satisfies(when)
        ]
        if found:
            return found[0]
        return None if self.spec.concrete else Spec(next(iter(self.extendees)))

    @property
    def is_extension(self):
        return self.extendee_spec is not None if self.spec.concrete else bool(self.extendees)

    def extends(self, spec):
        if spec.name not in self.extendees:
            return False
        extendee = self.extendee_spec
        return extendee is not None and spec.satisfies(extendee)

    # Extensions (packaging guide of 2016, "Extensions"): the extendee decides what activating means.

    @property
    def extendee_args(self):
        """What `extends` said for activation, such as `ignore`."""
        extendee = self.extendee_spec
        by_name = vars(type(self)).get("_extension_arguments", {}) if extendee is not None else {}
        return {"ignore": by_name[extendee.name]} if extendee is not None and extendee.name in by_name else {}

    def activate(self, extension, *args, **kwargs):
        """Links the files of an extension into this package's prefix; extendees may override this."""
        from cairn.activation import link_extension

        link_extension(self, extension, kwargs.get("ignore"))

    def deactivate(self, extension, *args, **kwargs):
        """Takes the links to the files of an extension out again; extendees may override this."""
        from cairn.activation import unlink_extension

        unlink_extension(self, extension, kwargs.get("ignore"))

    # Versions and URLs.

    @property
    def version(self):
        if not self.spec.versions.concrete:
            raise ValueError("Version requested for a package that does not have a concrete version.")
        return self.spec.versions[0]

    @classmethod
    @memoized
    def version_urls(cls):
        return {v: args["url"] for v, args in sorted(cls.versions.items()) if "url" in args}

    @classmethod
    def version_or_package_attr(cls, attr, version, default=NO_DEFAULT):
        attributes = cls.versions.get(version)
        if attributes and attr in attributes:
            return attributes[attr]
        if default is NO_DEFAULT and not hasattr(cls, attr):
            raise PackageError(f"{attr} attribute not defined on {cls.name}")
        return getattr(cls, attr, default)

    @classmethod
    def needs_commit(cls, version):
        if isinstance(version, GitVersion):
            return True
        attributes = cls.versions.get(version)
        return bool(attributes and any(attributes.get(key) for key in ("commit", "tag", "branch")))

    def nearest_url(self, version):
        urls = self.version_urls()
        if version in urls:
            return urls[version]
        last = None
        for v, url in urls.items():
            if v > version and last:
                return last
            last = url
        return last

    def url_version(self, version):
        """The version as it appears in URLs; packages may override this."""
        return version

    def url_for_version(self, version):
        return self._urls_for_version(version)[0]

    def all_urls_for_version(self, version):
        custom = None
        if type(self).url_for_version is not PackageBase.url_for_version:
            custom = self.url_for_version
        return self._urls_for_version(version, custom)

    @property
    def all_urls(self):
        urls = []
        if getattr(self, "url", None):
            urls.append(self.url)
        urls.extend(getattr(self, "urls", None) or ())
        urls.extend(self.version_urls().values())
        return urls

    def _urls_for_version(self, version, custom=None):
        import spack.url

        version = Version(version) if isinstance(version, str) else version
        urls = []
        declared = self.version_urls().get(version)
        if declared:
            urls.append(declared)
        if custom is not None:
            url = custom(version)
            if url is not None and url not in urls:
                urls.append(url)

        def extrapolate(url):
            if url is None:
                return
            try:
                spack.url.parse_version(url)
            except spack.url.UndetectableVersionError:
                return
            urls.append(spack.url.substitute_version(url, self.url_version(version)))

        extrapolate(getattr(self, "url", None))
        for url in getattr(self, "urls", None) or ():
            extrapolate(url)
        extrapolate(getattr(self, "list_url", None))

        if not urls:
            fallback = getattr(self, "url", None) or (getattr(self, "urls", None) or [None])[0] or self.nearest_url(version)
            if not fallback:
                raise NoURLError(self.__class__)
            urls.append(spack.url.substitute_version(fallback, self.url_version(version)))
        return urls

    # The installation.

    @property
    def prefix(self):
        return self.spec.prefix

    @property
    def home(self):
        return self.prefix

    @property
    def command(self):
        from spack.util.executable import Executable

        path = os.path.join(self.home.bin, self.spec.name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return Executable(path)
        raise RuntimeError(f"Unable to locate {self.spec.name} command in {self.home.bin}")

    @property
    def compiler(self):
        from spack.compilers.adaptor import compiler_of

        return compiler_of(self)

    @property
    def metadata_dir(self):
        """Where the prefix keeps what is known of its build."""
        return _cairn.metadata_directory(self)

    @property
    def install_log_path(self):
        """The log of the build in the prefix."""
        return os.path.join(self.metadata_dir, "spack-build-out.txt.gz")

    @property
    def log_path(self):
        """The log of the build while it runs."""
        return _cairn.log_path(self)

    @property
    def env_path(self):
        """The environment of the build, beside the sources."""
        return os.path.join(self.stage.path, "spack-build-env.txt")

    @property
    def fetcher(self):
        """What fetches the sources; a recipe of what exists only as an external raises an error instead."""
        return self._fetcher or FetchStrategy(lambda: self.stage)

    @fetcher.setter
    def fetcher(self, fetcher):
        self._fetcher = fetcher

    @property
    def stage(self):
        if not self.spec.versions.concrete:
            raise ValueError("Cannot retrieve stage for package without concrete version.")
        if self._stage is None:
            self._stage = _cairn.stage_of(self)
        return self._stage

    @stage.setter
    def stage(self, stage):
        self._stage = stage

    @property
    def tester(self):
        if self._tester is None:
            from spack.install_test import PackageTest

            self._tester = PackageTest(self)
        return self._tester

    @property
    def keep_werror(self):
        if self.spec.satisfies("%nvhpc@:23.3"):
            return "all"
        if self.spec.satisfies("%nvhpc@23.4:"):
            return "specific"
        return None

    @property
    def download_instr(self):
        return f"Required files must be placed by hand in a mirror or the current directory (see {self.homepage})"

    @property
    def cmake_prefix_paths(self):
        return [self.prefix]

    @property
    def global_license_file(self):
        if not self.license_files:
            return None
        return os.path.join(self.global_license_dir, self.name, os.path.basename(self.license_files[0]))

    @classproperty
    def global_license_dir(cls):
        return _cairn.substitute_path_variables(_cairn.configuration("config:license_dir"))

    @property
    def rpath(self):
        """The directories for the run-time search path: the package's own libraries, then those of what it links to."""
        root = self.prefix
        if self.transitive_rpaths:
            below = [s for s in self.spec.traverse(deptype="link", root=False)]
        else:
            below = self.spec.dependencies(deptype="link")
        if any(s.external and s.prefix in ("/usr", "/") for s in below):
            below = [s for s in below if not (s.external and s.prefix in ("/usr", "/"))]
        rpaths = [root.lib, root.lib64]
        rpaths.extend(d.prefix.lib for d in below if os.path.isdir(d.prefix.lib))
        rpaths.extend(d.prefix.lib64 for d in below if os.path.isdir(d.prefix.lib64))
        return rpaths

    @property
    def rpath_args(self):
        return " ".join(f"-Wl,-rpath,{path}" for path in self.rpath)

    # Compiler flags.

    @classmethod
    def inject_flags(cls, name, flags):
        """A flag handler: flags go in through the compiler wrapper."""
        return flags, None, None

    @classmethod
    def env_flags(cls, name, flags):
        """A flag handler: flags go into the environment variables."""
        return None, flags, None

    @classmethod
    def build_system_flags(cls, name, flags):
        """A flag handler: flags are given to the build system."""
        return None, None, flags

    @property
    def flag_handler(self):
        return self._flag_handler if hasattr(self, "_flag_handler") else type(self).inject_flags

    @flag_handler.setter
    def flag_handler(self, handler):
        self._flag_handler = handler

    def flags_to_build_system_args(self, flags):
        if any(v for v in flags.values()):
            raise NotImplementedError(
                f"The {self.__class__.__name__} build system cannot take command line flags for compiler flags"
            )

    # Hooks that packages override.

    def setup_run_environment(self, env):
        pass

    def setup_dependent_run_environment(self, env, dependent_spec):
        pass

    def setup_dependent_package(self, module, dependent_spec):
        pass

    def _update_external_dependencies(self, extendee_spec=None):
        pass

    def resolve_binary_provenance(self):
        pass

    def unit_test_check(self):
        return True

    # Targets of build tools.

    def _has_make_target(self, target):
        return _cairn.has_build_target(self, "make", target)

    def _if_make_target_execute(self, target, *args, **kwargs):
        if self._has_make_target(target):
            self.module.make(target, *args, **kwargs)

    def _has_ninja_target(self, target):
        return _cairn.has_build_target(self, "ninja", target)

    def _if_ninja_target_execute(self, target, *args, **kwargs):
        if self._has_ninja_target(target):
            self.module.ninja(target, *args, **kwargs)

    @classmethod
    def format_doc(cls, **kwargs):
        indent = kwargs.get("indent", 0)
        if not cls.__doc__:
            return ""
        text = " ".join(cls.__doc__.split())
        return textwrap.fill(text, initial_indent=" " * indent, subsequent_indent=" " * indent) + "\n"

    def __repr__(self):
        return f"{type(self).__name__}({self.spec})"


inject_flags = PackageBase.inject_flags
env_flags = PackageBase.env_flags
build_system_flags = PackageBase.build_system_flags


def _by_name(by_condition, when):
    found = {}
    for condition, by_name in by_condition.items():
        for name, value in by_name.items():
            if when:
                found.setdefault(name, {}).setdefault(condition, []).append(value)
            else:
                found.setdefault(name, []).append(value)
    return dict(sorted(found.items()))


def make_package_test_rpath(pkg, test_dir):
    """Run-time paths of test programs on Windows; nothing elsewhere."""


def preferred_version(pkg):
    """The version that the recipe prefers, deprecation considered."""
    return max(pkg.versions.items(), key=lambda item: (not item[1].get("deprecated", False), *_version_order(item)))[0]


def _version_order(version_info):
    version, info = version_info
    return (
        info.get("preferred", False),
        not isinstance(version, GitVersion),
        not version.isdevelop(),
        not version.is_prerelease(),
        version,
    )


concretization_version_order = _version_order


def sort_by_pkg_preference(versions, *, pkg):
    known = [(v, pkg.versions.get(v, {})) for v in dedupe(versions)]
    return [v for v, _ in sorted(known, reverse=True, key=_version_order)]
