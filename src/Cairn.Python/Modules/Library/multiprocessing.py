"""The number of processors; there are no worker processes here."""

import os

__all__ = ["cpu_count"]


def cpu_count():
    return os.cpu_count()


def __getattr__(name):
    if name in ("Process", "Pool", "Queue", "Lock", "Manager", "Pipe", "Event", "get_context"):
        raise NotImplementedError("not supported by the recipe language: multiprocessing.%s" % name)
    raise AttributeError("module 'multiprocessing' has no attribute %r" % name)
