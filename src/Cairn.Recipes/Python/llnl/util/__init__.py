"""See `spack.llnl.util`."""
