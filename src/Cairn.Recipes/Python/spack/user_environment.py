"""The environment in which installed packages are used."""


def environment_modifications_for_specs(*specs, view=None, set_package_py_globals=True):
    """The changes that make installed specs usable: search paths for their prefixes, then what their recipes say."""
    from cairn.environment_setup import Setup, prefix_changes

    setup = Setup(list(specs), "run")
    env = prefix_changes(specs)
    if set_package_py_globals:
        setup.set_module_names()
    env.extend(setup.modifications())
    return env
