"""The compiler of a package, in the form that recipes of old expect (`self.compiler.cc`)."""
from spack.llnl.util.filesystem import _needs_build

compiler_of = _needs_build("compiler_of")
