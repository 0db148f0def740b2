"""The environment in which installed packages are used."""
from cairn.placeholders import needs_build

environment_modifications_for_specs = needs_build("environment_modifications_for_specs")
