"""The store, as far as recipes ask for it."""
from cairn.placeholders import needs_build

find = needs_build("spack.store.find")
