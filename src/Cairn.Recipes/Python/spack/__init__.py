"""The Package API as recipes import it. What is native comes from the module `_cairn`."""

__all__ = ["spack_version_info", "spack_version", "package_api_version", "min_package_api_version", "get_version"]

spack_version = "1.2.0"
package_api_version = (2, 4)
min_package_api_version = (1, 0)
spack_version_info = (1, 2, 0)
__version__ = spack_version


def get_version():
    return spack_version
