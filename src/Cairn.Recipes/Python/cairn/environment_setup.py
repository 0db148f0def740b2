"""The environment in which a package is built, tested or run, and the names that its module gets.

The order is part of the interface (Spack docs, "Packaging Guide: build"): externals first, then from the leaves to the root, so that
what a dependent sets wins over what its dependencies set, and no external shadows a prefix of the store.
"""
import os

import _cairn
from cairn import older_names, uses
from cairn.executables import Executable, MakeExecutable, which_string
from spack.error import NoHeadersError, NoLibrariesError
from spack.util.environment import EnvironmentModifications, filter_system_paths, is_system_path

#: Variables of the user that change what compilers and linkers do
_DISTURBING = (
    "LD_LIBRARY_PATH LD_RUN_PATH DYLD_LIBRARY_PATH DYLD_FALLBACK_LIBRARY_PATH LIBRARY_PATH CPATH C_INCLUDE_PATH "
    "CPLUS_INCLUDE_PATH OBJC_INCLUDE_PATH CMAKE_PREFIX_PATH PYTHONPATH R_HOME R_ENVIRON LUA_PATH LUA_CPATH LD_PRELOAD "
    "DYLD_INSERT_LIBRARIES CC CFLAGS CPP CPPFLAGS CXX CCC CXXFLAGS CXXCPP F77 FFLAGS FLIBS FC FCFLAGS FCLIBS LDFLAGS LIBS "
    "MPICC MPICXX MPIFC MPIF77 MPIF90"
).split()

_FLAG_NAMES = ("cflags", "cxxflags", "fflags", "cppflags", "ldflags", "ldlibs")


def clean_environment():
    """Takes out of the user's environment what would disturb a build."""
    env = EnvironmentModifications()
    for name in _DISTURBING:
        env.unset(name)
    env.set("CONFIG_SITE", os.devnull)
    for name in list(os.environ):
        if name.endswith("_ROOT") and name not in ("SPACK_ROOT", "CAIRN_ROOT"):
            env.unset(name)
    language = _cairn.configuration("config:build_language")
    if language:
        env.set("LC_ALL", language)
    return env


class UndeclaredTool:
    """Stands for a program that the recipe uses without depending on it."""

    def __init__(self, package, name, provider):
        self.package, self.name, self.provider = package, name, provider

    def __call__(self, *args, **kwargs):
        from spack.error import InstallError

        raise InstallError(
            f"{self.package} runs {self.name} but does not depend on {self.provider}",
            f'add depends_on("{self.provider}", type="build") to its recipe',
        )

    def add_default_env(self, key, value):
        self()


def set_module_names(pkg):
    """Gives a recipe's module the names that recipes use while they build."""
    from spack.build_environment import ModuleChangePropagator, dso_suffix

    module = ModuleChangePropagator(pkg)
    jobs = _cairn.number_of_jobs() if pkg.parallel else 1
    module.make_jobs = jobs
    module.make = UndeclaredTool(pkg.name, "make", "gmake")
    module.gmake = UndeclaredTool(pkg.name, "gmake", "gmake")
    module.ninja = UndeclaredTool(pkg.name, "ninja", "ninja")
    module.configure = Executable("./configure")
    module.prefix = pkg.prefix
    module.dso_suffix = dso_suffix

    def static_to_shared_library(static_lib, shared_lib=None, **kwargs):
        return _static_to_shared_library(Executable(kwargs.pop("compiler", module.spack_cc)), static_lib, shared_lib, **kwargs)

    module.static_to_shared_library = static_to_shared_library
    for name, value in older_names.names(pkg, jobs).items():
        setattr(module, name, value)
    module.propagate_changes_to_mro()


def _static_to_shared_library(
    compiler, static_lib, shared_lib=None, *, arguments=(), version=None, compat_version=None, compiler_output=None
):
    """Links the objects of a static library, which must be position-independent, into a shared one."""
    compat_version = compat_version if compat_version is not None else version
    shared_lib = shared_lib or f"{os.path.splitext(static_lib)[0]}.so"
    soname = os.path.basename(shared_lib) + (f".{compat_version}" if compat_version else "")
    target = shared_lib + (f".{version or compat_version}" if version or compat_version else "")
    if target != shared_lib:
        os.symlink(os.path.basename(target), shared_lib)
        if compat_version and compat_version != version:
            os.symlink(os.path.basename(target), f"{shared_lib}.{compat_version}")
    whole = ["-Wl,--whole-archive", static_lib, "-Wl,--no-whole-archive"]
    return compiler("-shared", f"-Wl,-soname,{soname}", *whole, *arguments, "-o", target, output=compiler_output)


def _set_flags(pkg, env):
    """Hands the flags of the spec to the wrapper, to the environment or to the build system, as the recipe's handler decides."""
    keep = pkg.keep_werror if pkg.keep_werror is not None else _cairn.configuration("config:flags:keep_werror")
    kept, replaced = [], []
    if keep == "all":
        kept.append("-Werror*")
    else:
        if keep == "specific":
            kept += ["-Werror-*", "-Werror=*"]
        replaced += ["-Werror-|-Wno-error=", "-Werror|-Wno-error"]
    env.set("SPACK_COMPILER_FLAGS_KEEP", "|".join(kept))
    env.set("SPACK_COMPILER_FLAGS_REPLACE", " ".join(replaced))

    handler = pkg.flag_handler
    handler = getattr(handler, "__func__", handler)
    build_system_flags = {}
    for name in _FLAG_NAMES:
        injected, in_environment, in_build_system = handler(pkg, name, list(pkg.spec.compiler_flags[name]))
        if injected:
            env.set(f"SPACK_{name.upper()}", " ".join(injected))
        if in_environment:
            env.set(name.upper(), " ".join(in_environment))
        build_system_flags[name] = in_build_system or []
    pkg.flags_to_build_system_args(build_system_flags)


def _directories_of_dependencies(pkg):
    """Link, include and run-time directories: the root's direct dependencies first, externals last."""
    link, include, rpath = [], [], []
    rpath_hashes = {dep.dag_hash() for dep in _rpath_dependencies(pkg)}
    linked = list(pkg.spec.traverse(root=False, order="topo", deptype="link"))
    for dep in [d for d in linked if d.external] + [d for d in linked if not d.external]:
        if is_system_path(dep.prefix):
            continue
        query = pkg.spec[dep.name]
        found = []
        try:
            found.extend(query.libs.directories)
        except NoLibrariesError:
            pass  # headers only, or programs
        found.extend(d for d in (os.path.join(dep.prefix, name) for name in ("lib", "lib64")) if os.path.isdir(d))
        link[:0] = found
        if dep.dag_hash() in rpath_hashes:
            rpath[:0] = found
        try:
            include[:0] = query.headers.directories
        except NoHeadersError:
            pass  # libraries only, or programs
    for name in ("lib64", "lib"):
        rpath.insert(0, os.path.join(pkg.prefix, name))
    return [list(dict.fromkeys(filter_system_paths(paths))) for paths in (link, include, rpath)]


def _rpath_dependencies(pkg):
    """What a package's libraries must find at run time; of a name that occurs twice the newest version."""
    if not pkg.transitive_rpaths:
        return pkg.spec.dependencies(deptype="link")
    newest = {}
    for dep in pkg.spec.traverse(root=False, deptype="link"):
        if dep.name not in newest or newest[dep.name].version < dep.version:
            newest[dep.name] = dep
    return list(newest.values())


def set_wrapper_variables(pkg, env):
    """What the compiler wrapper has to know about a package and its dependencies."""
    _set_flags(pkg, env)
    env.set("SPACK_SYSTEM_DIRS", _system_directories())
    if _cairn.configuration("config:debug"):
        env.set("SPACK_DEBUG", "TRUE")
    env.set("SPACK_SHORT_SPEC", pkg.spec.short_spec)
    env.set("SPACK_DEBUG_LOG_ID", pkg.spec.format("{name}-{hash:7}"))
    env.set("SPACK_DEBUG_LOG_DIR", os.getcwd())
    if _cairn.configuration("config:ccache"):
        env.set("SPACK_CCACHE_BINARY", which_string("ccache", required=True))
    else:
        env.set("CCACHE_DISABLE", "1")

    managed = sorted({path for root in _cairn.managed_directories() for path in (root, os.path.realpath(root))})
    env.set("SPACK_MANAGED_DIRS", "|".join(f'"{path}/"*' for path in managed))
    for name, paths in zip(("LINK", "INCLUDE", "RPATH"), _directories_of_dependencies(pkg)):
        of_store = [path for path in paths if any(path.startswith(root) for root in managed)]
        env.set(f"SPACK_{name}_DIRS", ":".join(path for path in paths if path not in of_store))
        env.set(f"SPACK_STORE_{name}_DIRS", ":".join(of_store))


def _system_directories():
    roots = ["/", "/usr", "/usr/local"]
    below = [os.path.join(root, name) for root in roots for name in ("bin", "bin64", "include", "lib", "lib64")]
    return "|".join(sorted(f'"{path}{end}"' for path in below + roots for end in ("", "/")))


def own_run_environment(spec):
    """What a package changes for whoever runs it: its recipe's word, then that of the configuration if it is external."""
    env = EnvironmentModifications()
    spec.package.setup_run_environment(env)
    env.extend(configured_environment(spec))
    return env


def configured_environment(spec):
    """What the configuration of an external changes for whoever runs it."""
    env = EnvironmentModifications()
    for command, variables in ((spec.extra_attributes or {}).get("environment") or {}).items():
        change = getattr(env, command)
        if isinstance(variables, dict):
            for name, value in variables.items():
                change(name, str(value))
        else:
            for name in variables:
                change(name)
    return env


class Setup:
    """What the nodes of a DAG do to the environment of its roots."""

    def __init__(self, roots, context):
        self.roots = roots
        self.context = context
        used = list(reversed(uses.effective_uses(roots, context)))
        self.used = [pair for pair in used if pair[0].external] + [pair for pair in used if not pair[0].external]
        self.hashes = {spec.dag_hash() for spec, _ in used}
        is_run = context in ("run", "test")
        self.runnable = uses.BUILDTIME_DIRECT | uses.RUNTIME_EXECUTABLE | (uses.ROOT if is_run else 0)
        self.with_run_environment = uses.BUILDTIME_DIRECT | uses.RUNTIME | uses.RUNTIME_EXECUTABLE | (uses.ROOT if is_run else 0)

    def set_module_names(self, attempt=lambda step: step()):
        """Names in the modules of the recipes; what a dependency injects into its dependents comes last.

        ``attempt`` runs each step; it may go on after one that fails.
        """
        for spec, _ in self.used:
            attempt(lambda: set_module_names(spec.package))
        for spec, _ in self.used:
            for dependent in spec.dependents():
                if dependent.dag_hash() in self.hashes:
                    attempt(lambda: self._inject(spec, dependent))

    @staticmethod
    def _inject(spec, dependent):
        from spack.build_environment import ModuleChangePropagator

        module = ModuleChangePropagator(dependent.package)
        spec.package.setup_dependent_package(module, dependent)
        module.propagate_changes_to_mro()

    def modifications(self):
        """The changes of the environment, dependencies before dependents."""
        import spack.builder

        env = EnvironmentModifications()
        for spec, use in self.used:
            if use & (uses.BUILDTIME | uses.BUILDTIME_DIRECT):
                self._make_detectable(spec, env)
                for root in self.roots:
                    spack.builder.create(spec.package).setup_dependent_build_environment(env, root)
            if use & uses.ROOT and self.context == "build":
                spack.builder.create(spec.package).setup_build_environment(env)
            if use & self.runnable:
                self._make_runnable(spec, env)
            if use & self.with_run_environment:
                env.extend(self._run_environment(spec))
        return env

    def _run_environment(self, spec):
        env = EnvironmentModifications()
        for dependent in spec.dependents(deptype=("link", "run")):
            if dependent.dag_hash() in self.hashes:
                spec.package.setup_dependent_run_environment(env, dependent)
        env.extend(own_run_environment(spec))
        if self.context == "build":
            env.drop("CC", "CXX", "F77", "FC")  # a compiler's run environment must not replace the wrapper
        return env

    @staticmethod
    def _make_detectable(spec, env):
        if is_system_path(spec.prefix):
            return
        env.prepend_path("CMAKE_PREFIX_PATH", spec.prefix)
        for name in ("lib", "lib64", "share"):
            directory = os.path.join(spec.prefix, name, "pkgconfig")
            if os.path.isdir(directory):
                env.prepend_path("PKG_CONFIG_PATH", directory)

    @staticmethod
    def _make_runnable(spec, env):
        if is_system_path(spec.prefix):
            return
        for name in ("bin", "bin64"):
            directory = os.path.join(spec.prefix, name)
            if os.path.isdir(directory):
                env.prepend_path("PATH", directory)


#: Search paths of users, by directories of a prefix, unless `modules:prefix_inspections` says otherwise
_INSPECTIONS = {
    "bin": ["PATH"],
    "man": ["MANPATH"],
    "share/man": ["MANPATH"],
    "share/aclocal": ["ACLOCAL_PATH"],
    "lib/pkgconfig": ["PKG_CONFIG_PATH"],
    "lib64/pkgconfig": ["PKG_CONFIG_PATH"],
    "share/pkgconfig": ["PKG_CONFIG_PATH"],
    "": ["CMAKE_PREFIX_PATH"],
}


def prefix_changes(specs):
    """What the directories of installed prefixes contribute to a user's search paths, dependencies before dependents."""
    inspections = _cairn.configuration("modules:prefix_inspections") or _INSPECTIONS
    env = EnvironmentModifications()
    seen = set()
    for root in specs:
        for spec in reversed(list(root.traverse(order="topo", deptype=("run", "link")))):
            if spec.dag_hash() in seen:
                continue
            seen.add(spec.dag_hash())
            for relative, names in inspections.items():
                directory = os.path.normpath(os.path.join(str(spec.prefix), relative))
                if os.path.isdir(directory) and not is_system_path(directory):
                    for name in names:
                        env.prepend_path(name, directory)
    return env


def set_up(pkg, dirty=False, context="build"):
    """Changes this process's environment, and the modules of the recipes, to those of a package's build; returns the changes."""
    setup = Setup([pkg.spec], context)
    setup.set_module_names()
    base = EnvironmentModifications() if dirty else clean_environment()
    env = EnvironmentModifications()
    if context == "build" or pkg.test_requires_compiler:
        set_wrapper_variables(pkg, env)
    env.extend(setup.modifications())
    by_name = env.group_by_name()
    for change in by_name.get("SPACK_COMPILER_WRAPPER_PATH", []):
        env.prepend_path("PATH", change.value)
    enable, disable = (_first_value(by_name, f"SPACK_{word}_NEW_DTAGS") for word in ("ENABLE", "DISABLE"))
    if enable is not None and disable is not None:
        is_rpath = _cairn.configuration("config:shared_linking:type") != "runpath"
        env.set("SPACK_DTAGS_TO_STRIP", enable if is_rpath else disable)
        env.set("SPACK_DTAGS_TO_ADD", disable if is_rpath else enable)
    if context == "test":
        env.prepend_path("PATH", ".")
    base.apply_modifications()
    env.apply_modifications()
    base.extend(env)
    return base


def _first_value(by_name, name):
    changes = by_name.get(name)
    return changes[0].value if changes else None
