"""ELF files."""
from cairn.placeholders import needs_build

delete_needed_from_elf = needs_build("delete_needed_from_elf")
delete_rpath = needs_build("delete_rpath")
get_elf_compat = needs_build("get_elf_compat")
parse_elf = needs_build("parse_elf")
