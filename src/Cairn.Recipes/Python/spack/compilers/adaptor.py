"""The compilers of a package in the form that recipes of old expect: `self.compiler.cc`, `self.compiler.openmp_flag`."""


class CompilerAdaptor:
    """The compilers of one package, by language."""

    def __init__(self, spec, compilers):
        self.compiled_spec = spec
        self.compilers = compilers

    def _first(self):
        return next(iter(self.compilers.values()))

    def _of(self, language, attribute):
        if language not in self.compilers:
            raise AttributeError(
                f"'{self.compiled_spec}' has no {language} compiler, so the '{attribute}' property cannot be retrieved"
            )
        return self.compilers[language].package

    @property
    def name(self):
        return self._first().name

    @property
    def version(self):
        return self._first().version

    @property
    def spec(self):
        return self._first()

    @property
    def prefix(self):
        return self._first().prefix

    @property
    def cc(self):
        return self._of("c", "cc").cc

    @property
    def cxx(self):
        return self._of("cxx", "cxx").cxx

    @property
    def fc(self):
        return self._of("fortran", "fc").fortran

    @property
    def f77(self):
        return self._of("fortran", "f77").fortran

    @property
    def link_paths(self):
        """Where the wrappers of the compilers are, below the directory of wrappers, as recipes of Package API v1 ask."""
        languages = {"cc": "c", "cxx": "cxx", "f77": "fortran", "fc": "fortran"}
        return {
            name: self.compilers[language].package.compiler_wrapper_link_paths.get(language)
            for name, language in languages.items()
            if language in self.compilers
        }

    @property
    def linker_arg(self):
        return self._of("c", "linker_arg").linker_arg

    @property
    def stdcxx_libs(self):
        return self._of("cxx", "stdcxx_libs").stdcxx_libs

    @property
    def extra_rpaths(self):
        return (self._first().extra_attributes or {}).get("extra_rpaths", [])

    def implicit_rpaths(self):
        from spack.compilers.libraries import CompilerPropertyDetector

        unique = list(dict.fromkeys(self.compilers.values()))
        return [path for compiler in unique for path in CompilerPropertyDetector(compiler).implicit_rpaths()]


def _of_any(attribute):
    return property(lambda self: getattr(self._first().package, attribute))


def _of_language(language, name, attribute):
    return property(lambda self: getattr(self._of(language, name), attribute))


def _standard(language, standard):
    return property(lambda self: self._of(language, f"{language}{standard}_flag").standard_flag(language=language, standard=standard))


for _name in ("opt_flags", "debug_flags", "openmp_flag"):
    setattr(CompilerAdaptor, _name, _of_any(_name))
for _language, _prefix in (("c", "cc"), ("cxx", "cxx"), ("fortran", "fc"), ("fortran", "f77")):
    setattr(CompilerAdaptor, f"{_prefix}_pic_flag", _of_language(_language, f"{_prefix}_pic_flag", "pic_flag"))
    setattr(CompilerAdaptor, f"{_prefix}_rpath_arg", _of_language(_language, f"{_prefix}_rpath_arg", "rpath_arg"))
for _number in ("98", "11", "14", "17", "20", "23"):
    setattr(CompilerAdaptor, f"cxx{_number}_flag", _standard("cxx", _number))
for _number in ("99", "11", "17", "23"):
    setattr(CompilerAdaptor, f"c{_number}_flag", _standard("c", _number))


def compiler_of(package):
    """The compilers of a concrete package."""
    spec = package.spec
    if not spec.concrete:
        raise ValueError("Can only get a compiler for a concrete package.")
    compilers = {}
    for language in ("c", "cxx", "fortran"):
        found = spec.dependencies(virtuals=language)
        if found:
            compilers[language] = found[0]
    if not compilers:
        raise AttributeError(f"{spec} has no 'compiler' attribute")
    return CompilerAdaptor(spec, compilers)
