"""Functions for tests of packages of the older API."""
import os

from cairn.executables import Executable, which


def compile_c_and_execute(source_file, include_flags, link_flags):
    """Compiles a file in C, runs the program and returns what it prints."""
    cc = which("cc", required=True)
    cc("-c", *include_flags, source_file)
    cc("-o", "check", f"{os.path.splitext(os.path.basename(source_file))[0]}.o", *link_flags)
    return Executable("./check")(output=str)


def compare_output(current_output, blessed_output):
    """Raises if an output is not the expected one."""
    if current_output != blessed_output:
        rule = "-" * 80
        print("Produced output does not match expected output.")
        print(f"Expected output:\n{rule}\n{blessed_output}\n{rule}\nProduced output:\n{rule}\n{current_output}\n{rule}")
        raise RuntimeError("Output check failed.", "See spack_output.log for details")


def compare_output_file(current_output, blessed_output_file):
    """Raises if an output is not what a file holds."""
    with open(blessed_output_file, encoding="utf-8") as file:
        compare_output(current_output, file.read())
