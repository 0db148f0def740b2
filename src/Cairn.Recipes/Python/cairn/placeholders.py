"""Names of the Package API whose work belongs to a part of the engine that is not there while recipes are loaded."""
import _cairn


def needs_build(name):
    """A function that says loudly that it is not available here."""

    def _unavailable(*args, **kwargs):
        _cairn.not_available(name)

    _unavailable.__name__ = name
    return _unavailable
