"""Files, the part for macOS."""
from spack.llnl.util.filesystem import _needs_build

fix_darwin_install_name = _needs_build("fix_darwin_install_name")
