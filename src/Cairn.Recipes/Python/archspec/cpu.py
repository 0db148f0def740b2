"""Microarchitectures."""
import _cairn


class UnsupportedMicroarchitecture(ValueError):
    """A compiler cannot optimize for a target."""


class _Target:
    def __init__(self, name, family):
        self.name = name
        self._family = family

    @property
    def family(self):
        return self if self._family == self.name else _Target(self._family, self._family)

    def __str__(self):
        return self.name


TARGETS = {name: _Target(name, family) for name, family in _cairn.targets()}


def host():
    return TARGETS[_cairn.host_fact("target")]
