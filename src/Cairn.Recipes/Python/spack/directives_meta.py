"""The part of the package metaclass that collects directives."""
import _cairn
from spack.error import DirectiveError


class DirectiveMeta(type):
    """Gives each class the directives of its bases (last base first) followed by those of its own body."""

    def __new__(mcs, name, bases, attr_dict):
        attr_dict["_directives_to_be_executed"] = _cairn.collect_directives(bases)
        return super(DirectiveMeta, mcs).__new__(mcs, name, bases, attr_dict)
