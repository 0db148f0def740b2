from spack.package import extends, register_builder

from .autotools import AutotoolsBuilder, AutotoolsPackage


class AspellBuilder(AutotoolsBuilder):
    """Dictionaries come with a configure script of their own kind."""

    def configure(self, pkg, spec, prefix):
        aspell = spec["aspell"].prefix.bin.aspell
        prezip = spec["aspell"].prefix.bin.prezip
        destination = prefix.lib.join(f"aspell-{spec['aspell'].version.up_to(2)}") if hasattr(prefix.lib, "join") else prefix
        pkg.module.configure("--vars", f"ASPELL={aspell}", f"PREZIP={prezip}", f"DESTDIR={prefix}", f"dictdir={destination}")


class AspellDictPackage(AutotoolsPackage):
    """A dictionary for aspell."""

    extends("aspell", when="build_system=autotools")

    AutotoolsBuilder = AspellBuilder

    def patch(self):
        from spack.package import filter_file

        filter_file(r"^dictdir=.*$", "dictdir=/lib", "configure")
        filter_file(r"^datadir=.*$", "datadir=/lib", "configure")
