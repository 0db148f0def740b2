"""Specs."""
from _cairn import (
    EMPTY_SPEC,
    Spec,
    UnconstrainableDependencySpecError,
    UnsatisfiableArchitectureSpecError,
    UnsatisfiableDependencySpecError,
    UnsatisfiableSpecNameError,
    UnsatisfiableVersionSpecError,
)
from spack.error import ConflictsInSpecError, SpecError, UnsatisfiableSpecError, UnsupportedCompilerError

InvalidSpecDetected = SpecError
