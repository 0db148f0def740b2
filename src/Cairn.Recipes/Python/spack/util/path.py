"""Paths that configuration may contain variables in."""
import getpass
import os
import re


def get_user():
    """The name of the user that the effective id belongs to."""
    return getpass.getuser()


def win_exe_ext():
    return r"(?:\.bat|\.exe)"


def is_path_url(path):
    return "://" in path


def substitute_path_variables(path):
    import _cairn

    return _cairn.substitute_path_variables(path)


def canonicalize_path(path, default_wd=None):
    path = os.path.expanduser(substitute_path_variables(path))
    if not os.path.isabs(path):
        path = os.path.join(default_wd or os.getcwd(), path)
    return os.path.normpath(path)


def sanitize_filename(filename):
    return re.sub(r"[^\w.-]", "_", filename)
