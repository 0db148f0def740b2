"""The environment in which installed packages are used."""
from spack.llnl.util.filesystem import _needs_build

environment_modifications_for_specs = _needs_build("environment_modifications_for_specs")
