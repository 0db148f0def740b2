"""Configured compilers."""
from cairn.placeholders import needs_build

find_compilers = needs_build("find_compilers")
