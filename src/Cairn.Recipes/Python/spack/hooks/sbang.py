"""Scripts whose first line is too long for the kernel."""
import os

import _cairn


def sbang_install_path():
    """Where the script is that becomes the interpreter of such scripts."""
    return _cairn.sbang_path()


def sbang_shebang_line():
    """The first line that such scripts get."""
    return f"#!/bin/sh {sbang_install_path()}"


def filter_shebang(path):
    """Makes one script work; False if nothing was to be done."""
    with open(path, "rb"):
        pass  # what is not there, or may not be read, is an error of Python's kind
    return _cairn.filter_shebang(os.path.abspath(path))
