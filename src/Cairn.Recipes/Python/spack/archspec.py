"""Compiler flags of targets."""
from spack.llnl.util.filesystem import _needs_build

microarchitecture_flags = _needs_build("microarchitecture_flags")
microarchitecture_flags_from_target = _needs_build("microarchitecture_flags_from_target")
target_of = _needs_build("target_of")
