"""The C library of a system."""
from spack.llnl.util.filesystem import _needs_build

libc_from_dynamic_linker = _needs_build("libc_from_dynamic_linker")
parse_dynamic_linker = _needs_build("parse_dynamic_linker")
