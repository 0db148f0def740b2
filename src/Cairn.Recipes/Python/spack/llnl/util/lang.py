"""Small things that classes of recipes are made with."""
import functools


class classproperty:
    """A property that is read from the class itself."""

    def __init__(self, callback):
        self.callback = callback
        self.__doc__ = getattr(callback, "__doc__", None)

    def __get__(self, instance, owner=None):
        return self.callback(owner if owner is not None else type(instance))


class _AnyIndex:
    """Stands for a type in annotations: it can be subscripted, and that is all."""

    def __getitem__(self, item):
        return self


ClassProperty = _AnyIndex()


def dedupe(sequence, key=None):
    """Yields the items in order, each once."""
    seen = set()
    for x in sequence:
        x_key = x if key is None else key(x)
        if x_key not in seen:
            yield x
            seen.add(x_key)


def memoized(func):
    """Remembers the results of a function of hashable arguments."""
    cache = {}

    @functools.wraps(func)
    def _memoized(*args, **kwargs):
        key = (args, tuple(kwargs.items()))
        if key not in cache:
            cache[key] = func(*args, **kwargs)
        return cache[key]

    _memoized.cache = cache
    return _memoized


def has_method(cls, name):
    for base in type.mro(cls):
        if base is object:
            continue
        if name in base.__dict__:
            return True
    return False


def union_dicts(*dicts):
    result = {}
    for d in dicts:
        result.update(d)
    return result


def stable_partition(input_iterable, predicate_fn):
    true_items, false_items = [], []
    for item in input_iterable:
        (true_items if predicate_fn(item) else false_items).append(item)
    return true_items, false_items


def elide_list(line_list, max_num=10):
    if len(line_list) > max_num:
        return [*line_list[: max_num - 1], "...", line_list[-1]]
    return line_list


def ensure_last(lst, *elements):
    for elt in elements:
        lst.append(lst.pop(lst.index(elt)))


class TypedMutableSequence(list):
    """A list of a type of its own."""


class Singleton:
    """Makes the object on first use."""

    def __init__(self, factory):
        self.factory = factory
        self._instance = None

    @property
    def instance(self):
        if self._instance is None:
            self._instance = self.factory()
        return self._instance

    def __getattr__(self, name):
        if name in ("factory", "_instance", "instance"):
            raise AttributeError(name)
        return getattr(self.instance, name)

    def __getitem__(self, name):
        return self.instance[name]

    def __contains__(self, element):
        return element in self.instance

    def __call__(self, *args, **kwargs):
        return self.instance(*args, **kwargs)

    def __iter__(self):
        return iter(self.instance)


class PriorityOrderedMapping(dict):
    """A mapping; the priorities are the order of insertion."""


def match_predicate(*args):
    """A function that tells whether a text matches any of the patterns."""
    import re

    def match(string):
        for arg in args:
            if isinstance(arg, str):
                if re.search(arg, string):
                    return True
            elif isinstance(arg, (list, tuple)):
                if any(re.search(pattern, string) for pattern in arg):
                    return True
            elif callable(arg):
                if arg(string):
                    return True
            else:
                raise ValueError("args to match_predicate must be patterns, lists of patterns, or predicates")
        return False

    return match
