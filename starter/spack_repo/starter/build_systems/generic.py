"""Packages that say themselves how they install."""

from spack.package import GenericBuilder, Package

__all__ = ["GenericBuilder", "Package"]
