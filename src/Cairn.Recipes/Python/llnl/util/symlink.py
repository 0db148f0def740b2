"""See `spack.llnl.util.filesystem`."""
from spack.llnl.util.filesystem import islink, readlink, symlink
