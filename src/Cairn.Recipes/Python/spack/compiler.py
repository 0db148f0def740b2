"""Compilers, as recipes of Package API v1 know them."""
from spack.error import CompilerError, UnsupportedCompilerFlag


class Compiler:
    """The interface of compilers of that time."""
