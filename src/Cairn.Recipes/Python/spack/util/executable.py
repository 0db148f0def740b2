"""Programs that recipes run."""
from cairn.executables import CommandNotFoundError, Executable, ProcessError, ProcessTimeoutError, which, which_string

__all__ = ["Executable", "which", "which_string", "ProcessError"]
