"""What only the methods of a recipe can tell about its sources."""

from spack.package_base import PackageBase
from spack.version import Version


def custom_url_for_version(pkg, version):
    """The recipe's own ``url_for_version``; None where it has none."""
    if type(pkg).url_for_version is PackageBase.url_for_version:
        return None
    return pkg.url_for_version(Version(version))


def custom_url_version(pkg, version):
    """The recipe's own spelling of versions in URLs; None where it has none."""
    if type(pkg).url_version is PackageBase.url_version:
        return None
    return str(pkg.url_version(Version(version)))


def submodules_of(pkg, version):
    """The submodules that a function of the recipe wants; None for all."""
    return _called(pkg, version, "submodules")


def sparse_paths_of(pkg, version):
    """The directories of a repository that a function of the recipe wants; none means all."""
    return _called(pkg, version, "git_sparse_paths") or []


def _called(pkg, version, name):
    attributes = pkg.versions.get(Version(version)) or {}
    wanted = attributes.get(name, getattr(pkg, name, None))
    found = wanted(pkg) if callable(wanted) else wanted
    return None if found is None or isinstance(found, bool) else list(found)
