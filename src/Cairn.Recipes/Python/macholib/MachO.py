"""Mach-O files."""
from spack.package import MachO
