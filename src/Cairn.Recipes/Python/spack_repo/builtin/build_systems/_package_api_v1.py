"""All classes of build systems, which recipes of Package API v1 use without importing them."""
from .aspell_dict import AspellDictPackage
from .autotools import AutotoolsPackage
from .bundle import BundlePackage
from .cached_cmake import (
    CachedCMakePackage,
    cmake_cache_filepath,
    cmake_cache_option,
    cmake_cache_path,
    cmake_cache_string,
)
from .cargo import CargoPackage
from .cmake import CMakePackage, generator
from .compiler import CompilerPackage
from .cuda import CudaPackage
from .generic import Package
from .gnu import GNUMirrorPackage
from .go import GoPackage
from .intel import IntelPackage
from .lua import LuaPackage
from .makefile import MakefilePackage
from .maven import MavenPackage
from .meson import MesonPackage
from .msbuild import MSBuildPackage
from .nmake import NMakePackage
from .octave import OctavePackage
from .oneapi import (
    INTEL_MATH_LIBRARIES,
    IntelOneApiLibraryPackage,
    IntelOneApiLibraryPackageWithSdk,
    IntelOneApiPackage,
    IntelOneApiStaticLibraryList,
)
from .perl import PerlPackage
from .python import PythonExtension, PythonPackage
from .qmake import QMakePackage
from .r import RPackage
from .racket import RacketPackage
from .rocm import ROCmPackage
from .ruby import RubyPackage
from .scons import SConsPackage
from .sip import SIPPackage
from .sourceforge import SourceforgePackage
from .sourceware import SourcewarePackage
from .waf import WafPackage
from .xorg import XorgPackage
