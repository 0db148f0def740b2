"""The compiler of a package, in the form that recipes of old expect (`self.compiler.cc`)."""
from cairn.placeholders import needs_build

compiler_of = needs_build("compiler_of")
