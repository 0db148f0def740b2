"""The modules that later moved to `spack.llnl`."""
