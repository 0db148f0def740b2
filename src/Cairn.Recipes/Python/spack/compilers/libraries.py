"""What a compiler links by default."""
import _cairn
from cairn.placeholders import needs_build


class CompilerPropertyDetector:
    """Asks a compiler for its properties."""

    def __init__(self, compiler_spec):
        self.spec = compiler_spec

    def default_libc(self):
        _cairn.not_available("CompilerPropertyDetector.default_libc")

    def implicit_rpaths(self):
        _cairn.not_available("CompilerPropertyDetector.implicit_rpaths")

compiler_spec = needs_build("compiler_spec")
