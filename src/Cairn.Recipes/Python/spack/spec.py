"""Specs."""
from _cairn import EMPTY_SPEC, Spec
from spack.error import SpecError, UnsatisfiableSpecError

InvalidSpecDetected = SpecError
