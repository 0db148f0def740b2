"""Compiler flags of targets."""
from cairn.placeholders import needs_build

microarchitecture_flags = needs_build("microarchitecture_flags")
microarchitecture_flags_from_target = needs_build("microarchitecture_flags_from_target")
target_of = needs_build("target_of")
