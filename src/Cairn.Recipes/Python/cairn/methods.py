"""What the methods of a package compute, without building anything: for people who compare engines or debug recipes."""
import inspect
import json
import os

import spack.builder
from cairn import environment_setup
from spack.util.environment import EnvironmentModifications, NameValueModifier

_OF_PACKAGE = ("parallel", "sanity_check_is_dir", "sanity_check_is_file")
_OF_BUILDER = (
    "phases build_directory build_targets install_targets configure_args autoreconf_extra_args configure_directory "
    "force_autoreconf patch_config_files cmake_args root_cmakelists_dir std_cmake_args configure_vars meson_args "
    "root_mesonlists_dir std_meson_args qmake_args config_settings global_options install_options"
).split()
_QUERIES = ("libs", "headers", "command", "home")
_FLAGS = ("cflags", "cxxflags", "fflags", "cppflags", "ldflags", "ldlibs")


def _plain(value):
    """A value as JSON has it."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value)


def _tried(function):
    try:
        return _plain(function())
    except Exception as e:
        return f"!{type(e).__name__}"


def _value(obj, name):
    """An attribute, or what a method returns; a command, which can be called as well, is a value."""
    found = getattr(obj, name)
    return found() if inspect.isroutine(found) else found


def _changes(call):
    env = EnvironmentModifications()
    call(env)
    return [_change(change) for change in env]


def _change(change):
    """Kind, variable and value of a change; behind them the separator of paths, where it is an unusual one."""
    described = [type(change).__name__, change.name, _plain(change.value) if isinstance(change, NameValueModifier) else None]
    if type(change).__name__.endswith("Path") and change.separator not in (os.pathsep, " "):
        described.append(change.separator)
    return described


def answers(pkg):
    """A JSON object: a value for each method; one that raises has the error's type behind an exclamation mark."""
    # A dependency that is not installed may fail to set names; what needs them will say so.
    environment_setup.Setup([pkg.spec], "build").set_module_names(_tried)
    builder = spack.builder.create(pkg)
    results = {name: _tried(lambda: _value(pkg, name)) for name in _OF_PACKAGE}
    results["url"] = _tried(lambda: pkg.all_urls_for_version(pkg.version)[0])
    for name in _OF_BUILDER:
        # A recipe that installs by itself may have such a method, too, for its own use.
        for owner in (builder, pkg):
            if hasattr(type(owner), name) or name in vars(owner):
                results[name] = _tried(lambda: _value(owner, name))
                break
    results["setup_build_environment"] = _tried(lambda: _changes(builder.setup_build_environment))
    results["setup_run_environment"] = _tried(lambda: _changes(pkg.setup_run_environment))
    for dependency in pkg.spec.dependencies():
        # One that is needed at run time only gets no names for the build, and is asked all the same.
        _tried(lambda: environment_setup.set_module_names(dependency.package))
        other = spack.builder.create(dependency.package)
        results[f"dependent_build_environment:{dependency.name}"] = _tried(
            lambda: _changes(lambda env: other.setup_dependent_build_environment(env, pkg.spec))
        )
    handler = getattr(pkg.flag_handler, "__func__", pkg.flag_handler)
    for name in _FLAGS:
        results[f"flag_handler:{name}"] = _tried(lambda: handler(pkg, name, list(pkg.spec.compiler_flags[name])))
    for name in _QUERIES:
        if hasattr(type(pkg), name):
            results[f"pkg.{name}"] = _tried(lambda: _value(pkg, name))
    return json.dumps(results)


def environment(pkg, dirty, context):
    """The environment of a package's build, test or run, as names and values."""
    environment_setup.set_up(pkg, dirty=dirty, context=context)
    return [f"{name}={value}" for name, value in sorted(os.environ.items())]
