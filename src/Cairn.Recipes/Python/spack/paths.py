"""Where the engine lives."""
import _cairn

spack_script = _cairn.engine_program()
spack_root = prefix = _cairn.engine_root()
