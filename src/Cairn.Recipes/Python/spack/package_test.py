"""Small tests of installed packages."""
from spack.llnl.util.filesystem import _needs_build

compare_output = _needs_build("compare_output")
compare_output_file = _needs_build("compare_output_file")
compile_c_and_execute = _needs_build("compile_c_and_execute")
