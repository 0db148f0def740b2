"""The build systems, which later moved into the builtin repository."""
