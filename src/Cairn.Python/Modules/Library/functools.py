"""Functions that work on functions."""

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key", "lru_cache",
    "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)

_nothing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def reduce(function, sequence, initial=_nothing, /):
    iterator = iter(sequence)
    if initial is _nothing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    """A function with some arguments given already."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            merged = dict(func.keywords)
            merged.update(keywords)
            keywords = merged
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __init__(self, func, /, *args, **keywords):
        pass

    def __call__(self, /, *args, **keywords):
        merged = dict(self.keywords)
        merged.update(keywords)
        return self.func(*self.args, *args, **merged)

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend(repr(value) for value in self.args)
        parts.extend("%s=%r" % item for item in self.keywords.items())
        return "functools.partial(%s)" % ", ".join(parts)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        bound = self.func.__get__(obj, cls) if hasattr(self.func, "__get__") else self.func
        return partial(bound, *self.args, **self.keywords)


def cmp_to_key(mycmp):
    class K:
        __slots__ = ["obj"]
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    if maxsize is not None and maxsize < 0:
        maxsize = 0
    known = {}
    counts = [0, 0]

    def wrapper(*args, **kwds):
        key = args
        if kwds:
            key = (args, _nothing, tuple(kwds.items()))
        if typed:
            key = (key, tuple(type(value) for value in args), tuple(type(value) for value in kwds.values()))
        value = known.get(key, _nothing)
        if value is not _nothing:
            counts[0] += 1
            if maxsize is not None:
                # The dict keeps the order of use: what is found moves to its end.
                del known[key]
                known[key] = value
            return value
        value = function(*args, **kwds)
        counts[1] += 1
        if maxsize != 0:
            known[key] = value
            if maxsize is not None and len(known) > maxsize:
                del known[next(iter(known))]
        return value

    def cache_clear():
        known.clear()
        counts[0] = counts[1] = 0

    wrapper.cache_info = lambda: _CacheInfo((counts[0], counts[1], maxsize, len(known)))
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names (%r and %r)." % (self.attrname, name)
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        values = instance.__dict__
        value = values.get(self.attrname, _nothing)
        if value is _nothing:
            value = self.func(instance)
            values[self.attrname] = value
        return value


def total_ordering(cls):
    """Completes the comparisons of a class that has one of them and __eq__."""
    defined = [
        name for name in ("__lt__", "__le__", "__gt__", "__ge__")
        if getattr(cls, name, None) is not getattr(object, name, None)
    ]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(defined, key=lambda name: ("__lt__", "__le__", "__gt__", "__ge__")[::-1].index(name))

    def derived(combine):
        def method(self, other):
            result = getattr(type(self), root)(self, other)
            return result if result is NotImplemented else combine(result, self, other)

        return method

    is_equal = lambda a, b: a == b
    rules = {
        "__lt__": {
            "__gt__": lambda r, a, b: not r and a != b,
            "__le__": lambda r, a, b: r or is_equal(a, b),
            "__ge__": lambda r, a, b: not r,
        },
        "__le__": {
            "__ge__": lambda r, a, b: not r or is_equal(a, b),
            "__lt__": lambda r, a, b: r and a != b,
            "__gt__": lambda r, a, b: not r,
        },
        "__gt__": {
            "__lt__": lambda r, a, b: not r and a != b,
            "__ge__": lambda r, a, b: r or is_equal(a, b),
            "__le__": lambda r, a, b: not r,
        },
        "__ge__": {
            "__le__": lambda r, a, b: not r or is_equal(a, b),
            "__gt__": lambda r, a, b: r and a != b,
            "__lt__": lambda r, a, b: not r,
        },
    }
    for name, combine in rules[root].items():
        if name not in defined:
            method = derived(combine)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for known in registry:
            if known is not object and issubclass(cls, known):
                return registry[known]
        return func

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            func = cls
            annotations = getattr(cls, "__annotations__", {})
            cls = next(iter(annotations.values()), None)
            if isinstance(cls, str):
                # Annotations are kept as text.
                import builtins

                cls = func.__globals__.get(cls, getattr(builtins, cls, None))
            if not isinstance(cls, type):
                raise TypeError("Invalid first argument to `register()`: %r." % (func,))
        registry[cls] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % getattr(func, "__name__", "singledispatch function"))
        return dispatch(type(args[0]))(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(type(args[0]))
            return chosen.__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
