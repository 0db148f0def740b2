import os

from spack_repo.starter.build_systems.generic import Package

from spack.package import *


class CompilerWrapper(Package):
    """The program that stands in for compilers during builds and adds what dependencies need to each command line.

    The program itself comes with Cairn and replaces the placeholder that is installed here.
    """

    homepage = "https://github.com/spack/spack"
    has_code = False
    tags = ["runtime"]

    license("Apache-2.0 OR MIT")

    version("1.0")

    #: language of the specs, attribute of the compiler's package, variables of the build and of the wrapper
    languages = [
        ("c", "cc", "CC"),
        ("cxx", "cxx", "CXX"),
        ("fortran", "fortran", "F77"),
        ("fortran", "fortran", "FC"),
    ]
    names = ["c++", "c89", "c99", "cpp", "f77", "f90", "f95", "fc", "ftn", "ld", "ld.gold", "ld.lld"]
    compilers = {"gcc": ["gcc", "g++", "gfortran"], "clang": ["clang", "clang++", "flang"]}

    @property
    def bin_dir(self):
        return join_path(self.prefix, "libexec", "spack")

    def install(self, spec, prefix):
        mkdirp(self.bin_dir)
        wrapper = join_path(self.bin_dir, "cc")
        with open(wrapper, "w") as file:
            file.write("#!/bin/sh\necho 'the compiler wrapper was not put in place' >&2\nexit 1\n")
        set_executable(wrapper)
        for name in self.names:
            symlink("cc", join_path(self.bin_dir, name))
        for directory, compilers in self.compilers.items():
            mkdirp(join_path(self.bin_dir, directory))
            for name in compilers:
                symlink("../cc", join_path(self.bin_dir, directory, name))

    def setup_dependent_build_environment(self, env, dependent_spec):
        directories = []
        for language, attribute, variable in self.languages:
            if not dependent_spec.has_virtual_dependency(language):
                continue
            compiler = dependent_spec[language].package
            real = getattr(compiler, attribute, None)
            link = compiler.compiler_wrapper_link_paths.get(language)
            if not real or not link:
                continue
            wrapper = join_path(self.bin_dir, link)
            env.set(f"SPACK_{variable}", real)
            env.set(variable, wrapper)
            env.set(f"SPACK_{variable}_RPATH_ARG", compiler.rpath_arg)
            env.set(f"SPACK_{variable}_LINKER_ARG", compiler.linker_arg)
            flags = microarchitecture_flags(dependent_spec, language)
            if flags:
                env.set(f"SPACK_TARGET_ARGS_{attribute.upper()}", flags)
            for directory in (self.bin_dir, os.path.dirname(wrapper)):
                if directory not in directories:
                    directories.append(directory)
        if not directories:
            return
        env.set("SPACK_ENABLE_NEW_DTAGS", "--enable-new-dtags")
        env.set("SPACK_DISABLE_NEW_DTAGS", "--disable-new-dtags")
        for directory in directories:
            env.prepend_path("SPACK_COMPILER_WRAPPER_PATH", directory)

    def setup_dependent_package(self, module, dependent_spec):
        for language, attribute, variable in self.languages:
            if dependent_spec.has_virtual_dependency(language):
                link = dependent_spec[language].package.compiler_wrapper_link_paths.get(language)
                if link:
                    setattr(module, f"spack_{variable.lower()}", join_path(self.bin_dir, link))
