"""Calling of C functions, which the recipe language does not do."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError("not supported by the recipe language: ctypes.%s" % name)
