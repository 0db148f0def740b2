"""The C library of a system."""
from cairn.placeholders import needs_build

libc_from_dynamic_linker = needs_build("libc_from_dynamic_linker")
parse_dynamic_linker = needs_build("parse_dynamic_linker")
