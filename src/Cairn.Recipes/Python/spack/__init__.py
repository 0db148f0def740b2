"""The Package API as recipes import it. What is native comes from the module `_cairn`."""

spack_version = "1.2.0"
package_api_version = (2, 4)
min_package_api_version = (1, 0)
spack_version_info = (1, 2, 0)
__version__ = spack_version


def get_version():
    return spack_version


def __getattr__(name):
    # `from spack import *` of the recipes of 2016 takes the whole Package API of that time.
    if name == "__all__":
        import spack.package_2016

        return spack.package_2016.__all__
    import spack.package_2016

    if name in spack.package_2016.__all__:
        return getattr(spack.package_2016, name)
    raise AttributeError(f"module 'spack' has no attribute '{name}'")
