"""Versions inside of URLs."""
from _cairn import parse_version, parse_version_offset, substitute_version, wildcard_version
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
