"""Finding programs on the system."""
from spack.llnl.util.filesystem import _needs_build

executables_in_path = _needs_build("executables_in_path")
by_path = _needs_build("by_path")
