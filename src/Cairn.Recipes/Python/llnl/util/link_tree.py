"""See `spack.llnl.util.link_tree`."""
from spack.llnl.util.link_tree import *
