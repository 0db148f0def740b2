"""Versions."""
from _cairn import (
    GitVersion,
    StandardVersion,
    Version,
    VersionList,
    VersionRange,
    any_version,
    from_string,
    infinity_versions,
    is_git_version,
    ver,
)
from spack.error import VersionChecksumError, VersionError, VersionLookupError

ClosedOpenRange = VersionRange
ConcreteVersion = StandardVersion
VersionType = StandardVersion
EmptyRangeError = VersionError
