import os
import re

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class GccRuntime(Package):
    """The shared libraries that code compiled with gcc needs while it runs."""

    homepage = "https://gcc.gnu.org"
    has_code = False
    tags = ["runtime"]

    license("GPL-3.0-or-later WITH GCC-exception-3.1")

    provides("fortran-rt", "libgfortran")
    provides("libgfortran@3", when="@:6")
    provides("libgfortran@4", when="@7")
    provides("libgfortran@5", when="@8:")

    depends_on("libc", type="link", when="platform=linux")
    depends_on("gcc", type="build")

    libraries = ["atomic", "gcc_s", "gfortran", "gomp", "itm", "quadmath", "ssp", "stdc++"]

    def install(self, spec, prefix):
        compiler = Executable(self["gcc"].cc)
        mkdirp(prefix.lib)
        for name in self.libraries:
            path = compiler(f"-print-file-name=lib{name}.so", output=str).strip()
            if not os.path.isabs(path):
                continue  # this gcc was built without the language
            source = self._shared_object(compiler, path)
            if source:
                install(source, join_path(prefix.lib, os.path.basename(source)))

    @staticmethod
    def _shared_object(compiler, path):
        """The file under its run-time name: what the link points to, or what the linker script names."""
        with open(path, "rb") as file:
            start = file.read(4096)
        if start[:4] != b"\x7fELF":
            names = re.findall(rb"\blib[a-z-_]+\.so\.\d+\b", start)
            if len(names) != 1:
                return None
            found = compiler(f"-print-file-name={names[0].decode()}", output=str).strip()
            return found if os.path.isabs(found) else None
        target = os.path.realpath(path)
        match = re.match(r"(lib.+\.so\.\d+)", os.path.basename(target))
        if not match:
            return target
        soname = os.path.join(os.path.dirname(target), match.group(1))
        return soname if os.path.exists(soname) else target

    @property
    def libs(self):
        return LibraryList([])

    @property
    def headers(self):
        return HeaderList([])
