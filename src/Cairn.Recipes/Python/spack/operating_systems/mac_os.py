"""macOS."""
import _cairn


def macos_version():
    """The version of macOS, the null version elsewhere."""
    return _cairn.macos_version()


def macos_sdk_path():
    return _cairn.not_available("macos_sdk_path")
