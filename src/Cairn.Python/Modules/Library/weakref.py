"""References that do not keep an object alive. Here they do: an evaluation is short."""

__all__ = ["ref", "proxy", "WeakKeyDictionary", "WeakValueDictionary", "WeakSet", "finalize", "WeakMethod", "ReferenceType"]


class ref:
    def __init__(self, ob, callback=None):
        self._ob = ob

    def __call__(self):
        return self._ob

    def __eq__(self, other):
        return self._ob == other._ob if isinstance(other, ref) else NotImplemented

    def __hash__(self):
        return hash(self._ob)


ReferenceType = ref
WeakMethod = ref


def proxy(ob, callback=None):
    return ob


class WeakKeyDictionary(dict):
    pass


class WeakValueDictionary(dict):
    pass


class WeakSet(set):
    pass


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self.alive = True

    def __call__(self, _=None):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)

    def detach(self):
        self.alive = False
