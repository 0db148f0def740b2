"""Platforms."""
import _cairn


class Platform:
    """The platform that specs are made for, as the host description says."""

    def __init__(self):
        self.name = _cairn.host_fact("platform")
        self.default = _cairn.host_fact("target")
        self.default_os = _cairn.host_fact("os")

    def default_target(self):
        return self.target(self.default)

    def target(self, name):
        from spack.archspec import target_of

        return target_of(self.default if str(name) in ("default_target", "frontend", "fe", "backend", "be") else str(name))

    def default_operating_system(self):
        return self.operating_system(self.default_os)

    def operating_system(self, name):
        return self.default_os if str(name) in ("default_os", "frontend", "fe", "backend", "be") else str(name)

    def __eq__(self, other):
        return str(self) == str(other)

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return self.name

    def __str__(self):
        return self.name


def host():
    return Platform()
