"""What the recipe of an installed package says about using it, in a form that can be kept: see `RecipeAnswers` in Cairn.Store."""
import inspect
import json

from cairn.environment_setup import Setup, own_run_environment
from spack.package_base import PackageViewMixin
from spack.util.environment import EnvironmentModifications, NameValueModifier, SetEnv

_VIEW_HOOKS = ("view_source", "view_destination", "view_file_conflicts", "add_files_to_view", "remove_files_from_view")


def prepare(spec):
    """Gives the modules of a spec and of all that runs with it the names that their recipes use."""
    Setup([spec], "run").set_module_names()


def of(spec):
    """The answers of one package as JSON; `prepare` was called for it or for something that runs with it."""
    package = spec.package
    given = {}
    for dependency in spec.dependencies(deptype=("link", "run")):
        env = EnvironmentModifications()
        dependency.package.setup_dependent_run_environment(env, spec)
        if len(env):
            given[dependency.dag_hash()] = _changes(env)
    extendee = package.extendee_spec
    return json.dumps(
        {
            "own": _changes(own_run_environment(spec)),
            "given": given,
            "extendee": extendee.dag_hash() if extendee is not None else None,
            "extendable": bool(package.extendable),
            "view_hooks": [name for name in _VIEW_HOOKS if _is_overridden(package, name)],
            "tags": [str(tag) for tag in getattr(package, "tags", ())],
            "documentation": inspect.getdoc(type(package)) if type(package).__doc__ else None,
            "raw_documentation": type(package).__doc__,
            "provides": [name for name in package.provided_virtual_names() if package.provides(name)],
            "templates": {
                kind: getattr(package, f"{kind}_template") for kind in ("tcl", "lmod") if getattr(package, f"{kind}_template", None)
            },
            "contexts": {
                kind: _plain(getattr(package, f"{kind}_context")) for kind in ("tcl", "lmod") if getattr(package, f"{kind}_context", None)
            },
        }
    )


def _is_overridden(package, name):
    own = getattr(type(package), name, None)
    return name in vars(package) or own is not getattr(PackageViewMixin, name)


def _changes(env):
    """Each change as a list: its class, the variable, the value (or values), the separator, and whether the value is to be kept raw."""
    return [
        [
            type(change).__name__,
            str(change.name),
            _plain(change.value) if isinstance(change, NameValueModifier) else None,
            change.separator,
            bool(change.raw) if isinstance(change, SetEnv) else False,
        ]
        for change in env
    ]


def _plain(value):
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value)
