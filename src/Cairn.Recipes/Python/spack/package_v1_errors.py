"""Errors that recipes of Package API v1 name."""
from spack.error import InstallError, SpackError
from spack.package_base import DependencyConflictError


class ExternalPackageError(InstallError):
    """An external package does not do what was asked."""


class UpstreamPackageError(InstallError):
    """A package of an upstream installation is asked to be installed."""


class InstallLockError(InstallError):
    """A lock could not be had."""
