"""Small tests of installed packages."""
from cairn.placeholders import needs_build

compare_output = needs_build("compare_output")
compare_output_file = needs_build("compare_output_file")
compile_c_and_execute = needs_build("compile_c_and_execute")
