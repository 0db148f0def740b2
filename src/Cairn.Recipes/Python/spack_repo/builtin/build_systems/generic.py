from spack.package import GenericBuilder, Package

__all__ = ["GenericBuilder", "Package"]
