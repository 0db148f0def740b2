"""ELF files."""
from spack.llnl.util.filesystem import _needs_build

delete_needed_from_elf = _needs_build("delete_needed_from_elf")
delete_rpath = _needs_build("delete_rpath")
get_elf_compat = _needs_build("get_elf_compat")
parse_elf = _needs_build("parse_elf")
