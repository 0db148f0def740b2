"""Paths below an installation prefix."""
import os


class Prefix(str):
    """A path whose attributes are the directories below it: `prefix.lib` is `prefix + "/lib"`."""

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Prefix(os.path.join(self, name))

    def join(self, string):
        return Prefix(os.path.join(self, string))

    def __getstate__(self):
        return self.__dict__

    def __setstate__(self, state_dict):
        self.__dict__.update(state_dict)
