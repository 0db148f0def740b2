"""Files, the part for macOS."""


def fix_darwin_install_name(path):
    """Makes the names inside of the libraries below a directory those of their files; only macOS has such names."""
    import sys

    if sys.platform == "darwin":
        raise NotImplementedError("installation on macOS is not supported")
