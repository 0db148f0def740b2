"""What recipes of compilers share: detection on the host, and what builds ask of a compiler."""

import itertools
import os
import re

from spack.package import Executable, PackageBase, ProcessError, classproperty


class CompilerPackage(PackageBase):
    """A package that provides compilers for some of c, cxx and fortran."""

    tags = ["compiler"]

    #: Names of the executables by language, without prefix and suffix
    c_names = []
    cxx_names = []
    fortran_names = []
    compiler_languages = ["c", "cxx", "fortran"]
    compiler_prefixes = [r"[a-z0-9_]+-[a-z0-9_-]*linux-gnu-"]
    compiler_suffixes = [r"-\d+(?:\.\d+)*"]
    compiler_version_argument = "-dumpversion"
    compiler_version_regex = r"(.*)"
    #: Where the wrapper answers to each language, below the wrapper's directory
    compiler_wrapper_link_paths = {}

    rpath_arg = "-Wl,-rpath,"
    linker_arg = "-Wl,"
    disable_new_dtags = "--disable-new-dtags"
    enable_new_dtags = "--enable-new-dtags"
    pic_flag = "-fPIC"
    openmp_flag = "-fopenmp"
    verbose_flags = "-v"
    debug_flags = ["-g"]
    opt_flags = ["-O", "-O0", "-O1", "-O2", "-O3", "-Os", "-Ofast", "-Og"]
    required_libs = []
    implicit_rpath_libs = []

    @property
    def supported_languages(self):
        return self.compiler_languages

    @classproperty
    def executables(cls):
        names = list(itertools.chain(cls.c_names, cls.cxx_names, cls.fortran_names))
        optional_prefix = "|".join(cls.compiler_prefixes)
        optional_suffix = "|".join(cls.compiler_suffixes)
        return [f"^(?:{optional_prefix})?{re.escape(name)}(?:{optional_suffix})?$" for name in names]

    @classmethod
    def determine_version(cls, exe):
        try:
            output = Executable(exe)(cls.compiler_version_argument, output=str, error=str)
        except ProcessError:
            return ""
        match = re.search(cls.compiler_version_regex, output)
        return ".".join(match.groups()) if match else ""

    @classmethod
    def determine_compiler_paths(cls, exes):
        """The executable for each language: the plainest name wins (``gcc`` before ``x86_64-linux-gnu-gcc-12``)."""
        names = {"c": cls.c_names, "cxx": cls.cxx_names, "fortran": cls.fortran_names}
        paths = {}
        for exe in sorted(exes, key=lambda path: (len(os.path.basename(path)), path)):
            for language in cls.compiler_languages:
                matches = [n for n in names[language] if cls._is_named(os.path.basename(exe), n)]
                if matches and language not in paths:
                    paths[language] = exe
        return paths

    @classmethod
    def _is_named(cls, basename, name):
        optional_prefix = "|".join(cls.compiler_prefixes)
        optional_suffix = "|".join(cls.compiler_suffixes)
        return re.match(f"^(?:{optional_prefix})?{re.escape(name)}(?:{optional_suffix})?$", basename) is not None

    @classmethod
    def determine_variants(cls, exes, version_str):
        return "", {"compilers": cls.determine_compiler_paths(exes)}

    def _external_path(self, language):
        return self.spec.extra_attributes.get("compilers", {}).get(language) if self.spec.external else None

    @property
    def cc(self):
        return self._external_path("c")

    @property
    def cxx(self):
        return self._external_path("cxx")

    @property
    def fortran(self):
        return self._external_path("fortran")

    def archspec_name(self):
        return self.spec.name
