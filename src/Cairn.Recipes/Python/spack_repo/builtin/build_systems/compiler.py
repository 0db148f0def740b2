import itertools
import os
import re

from spack.package import Executable, PackageBase, ProcessError, classproperty


class CompilerPackage(PackageBase):
    """What recipes of compilers have in common."""

    tags = ["compiler"]
    compiler_suffixes = [r"-.*"]
    compiler_prefixes = []
    compiler_version_argument = "-dumpversion"
    compiler_version_regex = "(.*)"
    compiler_languages = ["c", "cxx", "fortran"]
    compiler_wrapper_link_paths = {}
    opt_flags = []
    debug_flags = []

    @property
    def supported_languages(self):
        return self.compiler_languages

    @classproperty
    def compiler_names(cls):
        return [name for language in cls.compiler_languages for name in getattr(cls, f"{language}_names")]

    @classproperty
    def executables(cls):
        prefixes, suffixes = [""] + cls.compiler_prefixes, [""] + cls.compiler_suffixes
        return [
            f"^({prefix}){re.escape(name)}({suffix})$"
            for prefix, name, suffix in itertools.product(prefixes, cls.compiler_names, suffixes)
        ]

    @classmethod
    def determine_version(cls, exe):
        arguments = cls.compiler_version_argument
        for argument in (arguments,) if isinstance(arguments, str) else arguments:
            try:
                match = re.search(cls.compiler_version_regex, Executable(exe)(argument, output=str, error=str))
            except ProcessError:
                continue
            if match:
                return ".".join(match.groups())
        return ""

    @classmethod
    def determine_compiler_paths(cls, exes):
        paths = {}
        for exe, language in itertools.product(exes, cls.compiler_languages):
            for name in getattr(cls, f"{language}_names"):
                if re.match(f"^{re.escape(name)}([-0-9].*)?$", os.path.basename(exe)):
                    paths.setdefault(language, exe)
        return paths

    @classmethod
    def determine_variants(cls, exes, version_str):
        return "", {"compilers": cls.determine_compiler_paths(exes)}

    def _path_of(self, language):
        if self.spec.external:
            return self.spec.extra_attributes.get("compilers", {}).get(language)
        return getattr(self, f"_{ {'c': 'cc'}.get(language, language) }_path", lambda: None)()

    @property
    def cc(self):
        return self._path_of("c")

    @property
    def cxx(self):
        return self._path_of("cxx")

    @property
    def fortran(self):
        return self._path_of("fortran")
