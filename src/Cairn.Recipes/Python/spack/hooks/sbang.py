"""Long interpreter lines."""
from spack.llnl.util.filesystem import _needs_build

filter_shebang = _needs_build("filter_shebang")
sbang_install_path = _needs_build("sbang_install_path")
sbang_shebang_line = _needs_build("sbang_shebang_line")
