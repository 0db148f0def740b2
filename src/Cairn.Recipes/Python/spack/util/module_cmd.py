"""Environment modules."""
from cairn.placeholders import needs_build

get_path_args_from_module_line = needs_build("get_path_args_from_module_line")
module = needs_build("module")
load_module = needs_build("load_module")
path_from_modules = needs_build("path_from_modules")
