"""What recipes do to files and processes while they build; `spack.package` exports it."""
