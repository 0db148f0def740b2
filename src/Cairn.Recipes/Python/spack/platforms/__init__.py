"""Platforms."""
import _cairn


def host():
    """The platform that specs are made for, as the host description says."""
    return _cairn.host_platform()
