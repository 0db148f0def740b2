"""Compilers."""


def supported_compilers():
    """The names of the compilers that Package API v1 knew."""
    return "aocc apple-clang arm cce clang dpcpp fj gcc intel msvc nag nvhpc oneapi pgi rocmcc xl xl_r".split()
