"""Linux."""
from spack.llnl.util.filesystem import _needs_build

kernel_version = _needs_build("kernel_version")
