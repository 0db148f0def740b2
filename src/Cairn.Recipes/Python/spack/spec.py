"""Specs."""
from _cairn import EMPTY_SPEC, Spec
from spack.error import ConflictsInSpecError, SpecError, UnsatisfiableSpecError, UnsupportedCompilerError

InvalidSpecDetected = SpecError
