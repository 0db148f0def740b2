"""The directives. All of them are native."""
from _cairn import (
    build_system,
    can_splice,
    conflicts,
    depends_on,
    extends,
    license,
    maintainers,
    patch,
    provides,
    redistribute,
    requires,
    resource,
    variant,
    version,
)
from spack.error import DirectiveError
from spack.variant import conditional

__all__ = [
    "DirectiveError",
    "build_system",
    "can_splice",
    "conditional",
    "conflicts",
    "depends_on",
    "extends",
    "license",
    "maintainers",
    "patch",
    "provides",
    "redistribute",
    "requires",
    "resource",
    "variant",
    "version",
]
