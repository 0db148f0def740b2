"""Environment modules."""
from spack.llnl.util.filesystem import _needs_build

get_path_args_from_module_line = _needs_build("get_path_args_from_module_line")
module = _needs_build("module")
load_module = _needs_build("load_module")
path_from_modules = _needs_build("path_from_modules")
