"""See `spack.llnl.util.tty`."""
from spack.llnl.util.tty import *
