"""Configured compilers."""
from spack.llnl.util.filesystem import _needs_build

find_compilers = _needs_build("find_compilers")
