"""See `spack.llnl.util.filesystem`."""
from spack.llnl.util.filesystem import *
from spack.util.filesystem import fix_darwin_install_name
