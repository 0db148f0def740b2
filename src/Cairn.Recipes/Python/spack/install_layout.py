"""What recipes of 2016 ask about activated extensions."""

hidden_file_paths = (".spack",)

_active = {}


def note(extendee, specs):
    """Remembers which extensions of a package are activated."""
    _active[extendee.dag_hash()] = {spec.name: spec for spec in specs}


def extension_map(spec):
    """The activated extensions of a package by name."""
    return dict(_active.get(spec.dag_hash(), {}))
