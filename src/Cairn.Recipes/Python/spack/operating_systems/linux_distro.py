"""Linux."""
import platform
import re

from spack.version import Version


def kernel_version():
    """The version of the kernel, without what distributions append."""
    match = re.match(r"[0-9]+(\.[0-9]+)*", platform.release())
    return Version(match.group(0) if match else "0")
