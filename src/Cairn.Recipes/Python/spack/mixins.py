"""Things that recipes mix into their classes."""
import os

from spack.llnl.util.filesystem import FileFilter, find
from spack.phase_callbacks import run_after


def _wrapper_replacements(pkg):
    """Pairs of a wrapper's path and the compiler behind it; longer paths first, since one may be part of another."""
    compilers = []
    for language, variables in (("c", ("CC",)), ("cxx", ("CXX",)), ("fortran", ("FC", "F77"))):
        if language in pkg.spec:
            compilers.extend((variable, getattr(pkg.spec[language].package, {"c": "cc"}.get(language, language))) for variable in variables)
    found = []
    for position, (variable, compiler) in enumerate(compilers):
        wrapper = os.environ.get(variable)
        if wrapper is not None and compiler is not None:
            for path in (wrapper, os.path.realpath(wrapper)):
                found.append((path, -position, compiler))
    return [(path, compiler) for path, _, compiler in sorted(found, reverse=True)]


def filter_compiler_wrappers(
    *files, after="install", relative_root=None, ignore_absent=True, backup=False, recursive=False, **kwargs
):
    """After a phase, replaces the compiler wrappers in installed files by the real compilers."""

    def _filter_compiler_wrappers_impl(pkg_or_builder):
        pkg = getattr(pkg_or_builder, "pkg", pkg_or_builder)
        root = os.path.join(pkg.prefix, relative_root) if relative_root else pkg.prefix
        paths = [x for x in find(root, files, recursive=recursive) if not os.path.islink(x)]
        file_filter = FileFilter(*paths)

        def replace(old, new):
            file_filter.filter(old, new, ignore_absent=ignore_absent, backup=backup, string=True)

        for wrapper, compiler in _wrapper_replacements(pkg):
            replace(wrapper, compiler)

        # That option would turn RPATH into RUNPATH.
        for language in ("c", "cxx", "fortran"):
            if language in pkg.spec:
                replace(f"{pkg.spec[language].package.linker_arg}--enable-new-dtags", "")
        if pkg.compiler.name == "nag":
            replace("-Wl,--enable-new-dtags", "")

    run_after(after)(_filter_compiler_wrappers_impl)
