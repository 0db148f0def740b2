"""Relocation of binaries."""
import _cairn


def fixup_macos_rpaths(spec):
    """Makes the paths inside of the installed libraries of a spec relocatable, on macOS."""
    _cairn.not_available("fixup_macos_rpaths")
