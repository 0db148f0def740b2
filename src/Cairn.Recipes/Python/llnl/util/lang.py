"""See `spack.llnl.util.lang`."""
from spack.llnl.util.lang import *
