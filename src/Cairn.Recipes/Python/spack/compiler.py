"""Compilers, as recipes of Package API v1 know them."""
from spack.error import CompilerError, UnsupportedCompilerFlag


class Compiler:
    """The interface of compilers of that time."""


def get_compiler_version_output(compiler_path, version_arg, ignore_errors=()):
    """What a compiler says of its version."""
    from spack.util.executable import Executable

    return Executable(compiler_path)(version_arg, output=str, error=str, ignore_errors=ignore_errors)
