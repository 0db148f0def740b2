"""What recipes of Package API v1 find without importing it: all build systems, and the modules that the old API let through."""
import collections
import functools
import glob
import inspect
import itertools
import json
import os
import os.path
import re
import shutil
import sys

import llnl
import llnl.util.filesystem
import llnl.util.lang
import llnl.util.symlink
import llnl.util.tty
import spack
import spack.build_environment
import spack.build_systems
import spack.build_systems.autotools
import spack.build_systems.bundle
import spack.build_systems.go
import spack.build_systems.lua
import spack.build_systems.msbuild
import spack.build_systems.nmake
import spack.build_systems.cmake
import spack.build_systems.generic
import spack.build_systems.makefile
import spack.build_systems.meson
import spack.build_systems.python
import spack.builder
import spack.compiler
import spack.compilers
import spack.compilers.config
import spack.config
import spack.error
import spack.fetch_strategy
import spack.hooks
import spack.hooks.sbang
import spack.operating_systems
import spack.operating_systems.mac_os
import spack.paths
import spack.platforms
import spack.spec
import spack.store
import spack.url
import spack.user_environment
import spack.util
import spack.util.environment
import spack.util.executable
import spack.util.module_cmd
import spack.util.prefix
import spack.util.url
import spack.variant
import spack.version
from spack.error import InstallError, NoHeadersError, NoLibrariesError, SpackError
from spack.llnl.util.filesystem import *
from spack.package import *
from spack.package_v1_errors import DependencyConflictError, ExternalPackageError, InstallLockError, UpstreamPackageError
from spack.spec import InvalidSpecDetected
from spack.util.executable import *
from spack_repo.builtin.build_systems._package_api_v1 import *
from spack_repo.builtin.build_systems.intel import IntelPackage

spack.PackageBase = PackageBase


def flatten_dependencies(spec, flat_dir):
    """Links the files of all dependencies into one directory."""
    from spack.llnl.util.link_tree import LinkTree

    for dependency in spec.traverse(root=False):
        LinkTree(dependency.prefix).merge(os.path.join(flat_dir, dependency.name))


def install_dependency_symlinks(pkg, spec, prefix):
    """Installs links to the files of all dependencies instead of files."""
    flatten_dependencies(spec, prefix)
