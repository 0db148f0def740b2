"""`from spack import *`: the Package API of 2016, as far as it is more than that of today."""
from spack.package import *
from spack.package import __all__ as _current

__all__ = list(_current)
