"""Finding programs on the system."""
from cairn.placeholders import needs_build

executables_in_path = needs_build("executables_in_path")
by_path = needs_build("by_path")
