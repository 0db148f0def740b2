"""Long interpreter lines."""
from cairn.placeholders import needs_build

filter_shebang = needs_build("filter_shebang")
sbang_install_path = needs_build("sbang_install_path")
sbang_shebang_line = needs_build("sbang_shebang_line")
