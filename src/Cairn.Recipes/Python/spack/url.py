"""Versions inside of URLs."""
import _cairn
from _cairn import parse_version_offset, substitute_version, wildcard_version
from spack.error import SpackError


class UrlParseError(SpackError):
    """A URL cannot be taken apart."""

    def __init__(self, msg="", path=None):
        super().__init__(msg)
        self.path = path


class UndetectableVersionError(UrlParseError):
    """There is no version in a URL."""


class UndetectableNameError(UrlParseError):
    """There is no name in a URL."""


def parse_version(path):
    """The version that a URL names."""
    found = _cairn.parse_version(path)
    if not found:
        raise UndetectableVersionError(f"Couldn't detect version in: {path}", path)
    return _cairn.Version(found)
