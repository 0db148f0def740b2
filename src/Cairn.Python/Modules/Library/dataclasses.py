"""Classes whose methods follow from their annotated fields."""

import copy

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class KW_ONLY:
    """Annotates the place from which fields are keywords only."""


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)

    def __repr__(self):
        return "dataclasses.InitVar[%s]" % getattr(self.type, "__name__", repr(self.type))


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._is_init_only = False

    def __repr__(self):
        return "Field(name=%r,type=%r,default=%r,default_factory=%r,init=%r,repr=%r,hash=%r,compare=%r,metadata=%r,kw_only=%r)" % (
            self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.hash, self.compare,
            self.metadata, self.kw_only,
        )


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_class_variable(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].split(".")[-1].strip() == "ClassVar"
    import typing

    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_init_only(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].split(".")[-1].strip() == "InitVar"
    return annotation is InitVar or type(annotation) is InitVar


def _own_fields(cls, kw_only):
    result = []
    seen_marker = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            if seen_marker:
                raise TypeError("%r is KW_ONLY, but KW_ONLY has already been specified" % name)
            seen_marker = True
            kw_only = True
            continue
        if _is_class_variable(annotation):
            continue
        default = cls.__dict__.get(name, MISSING)
        item = default if isinstance(default, Field) else field(default=default)
        item.name = name
        item.type = annotation
        item._is_init_only = _is_init_only(annotation)
        if item.kw_only is MISSING:
            item.kw_only = kw_only
        if item.default is not MISSING and isinstance(item.default, (list, dict, set)):
            raise ValueError(
                "mutable default %s for field %s is not allowed: use default_factory" % (type(item.default), name)
            )
        if isinstance(default, Field):
            if item.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, item.default)
        result.append(item)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError("%r is a field but has no type annotation" % name)
    return result


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
    kw_only=False, slots=False, weakref_slot=False
):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)

    return wrap if cls is None else wrap(cls)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only):
    known = {}
    base_is_frozen = None
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get("__dataclass_fields__")
        if inherited is not None:
            known.update(inherited)
            base_is_frozen = base.__dataclass_params__["frozen"]
    if base_is_frozen is not None:
        if base_is_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not base_is_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    for item in _own_fields(cls, kw_only):
        known[item.name] = item
    cls.__dataclass_fields__ = known
    cls.__dataclass_params__ = {
        "init": init, "repr": repr, "eq": eq, "order": order, "unsafe_hash": unsafe_hash, "frozen": frozen,
    }
    everything = list(known.values())
    real = [item for item in everything if not item._is_init_only]
    has_hash = "__hash__" in cls.__dict__ and not (cls.__dict__["__hash__"] is None and "__eq__" in cls.__dict__)
    if init:
        _set(cls, "__init__", _make_init(cls, everything, frozen))
    if repr and "__repr__" not in cls.__dict__:
        cls.__repr__ = _make_repr([item for item in real if item.repr])
    compared = [item.name for item in real if item.compare]
    if eq and "__eq__" not in cls.__dict__:
        cls.__eq__ = _make_comparison(compared, lambda a, b: a == b)
        if not has_hash:
            cls.__hash__ = None
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        methods = {
            "__lt__": lambda a, b: a < b,
            "__le__": lambda a, b: a <= b,
            "__gt__": lambda a, b: a > b,
            "__ge__": lambda a, b: a >= b,
        }
        for name, compare in methods.items():
            if name in cls.__dict__:
                raise TypeError(
                    "Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering" % (name, cls.__name__)
                )
            setattr(cls, name, _make_comparison(compared, compare))
    if frozen:
        names = frozenset(item.name for item in real)
        _freeze(cls, names)
    if unsafe_hash or (eq and frozen and not has_hash):
        if unsafe_hash and has_hash:
            raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
        hashed = [item.name for item in real if (item.compare if item.hash is None else item.hash)]
        cls.__hash__ = lambda self: hash(tuple(getattr(self, name) for name in hashed))
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(item.name for item in everything if item.init and not item.kw_only)
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__ + "()"
    return cls


def _set(cls, name, function):
    function.__qualname__ = "%s.%s" % (cls.__qualname__, name)
    function.__name__ = name
    setattr(cls, name, function)


def _make_init(cls, items, frozen):
    positional = [item for item in items if item.init and not item.kw_only]
    keywords = [item for item in items if item.init and item.kw_only]
    had_default = None
    for item in positional:
        if item.default is not MISSING or item.default_factory is not MISSING:
            had_default = item.name
        elif had_default is not None:
            raise TypeError("non-default argument %r follows default argument" % item.name)
    names = [item.name for item in positional]
    allowed = set(names)
    allowed.update(item.name for item in keywords)
    init_only = [item.name for item in items if item._is_init_only]
    has_post_init = hasattr(cls, "__post_init__")
    store = object.__setattr__ if frozen else setattr
    class_name = cls.__qualname__

    def __init__(self, *args, **kwargs):
        if len(args) > len(names):
            least = sum(1 for item in positional if item.default is MISSING and item.default_factory is MISSING)
            count = str(len(names) + 1) if least == len(names) else "from %d to %d" % (least + 1, len(names) + 1)
            raise TypeError(
                "%s.__init__() takes %s positional argument%s but %d %s given"
                % (class_name, count, "" if count == "1" else "s", len(args) + 1, "was" if len(args) == 0 else "were")
            )
        given = dict(zip(names, args))
        for key, value in kwargs.items():
            if key in given:
                raise TypeError("%s.__init__() got multiple values for argument %r" % (class_name, key))
            if key not in allowed:
                raise TypeError("%s.__init__() got an unexpected keyword argument %r" % (class_name, key))
            given[key] = value
        for group, kind in ((positional, "positional"), (keywords, "keyword-only")):
            missing = [
                item.name for item in group
                if item.name not in given and item.default is MISSING and item.default_factory is MISSING
            ]
            if missing:
                raise TypeError(
                    "%s.__init__() missing %d required %s argument%s: %s"
                    % (class_name, len(missing), kind, "s" if len(missing) > 1 else "", _enumerated(missing))
                )
        passed = {}
        for item in items:
            name = item.name
            if name in given:
                value = given[name]
            elif item.default_factory is not MISSING:
                value = item.default_factory()
            elif item.default is not MISSING:
                value = item.default
            else:
                continue
            if item._is_init_only:
                passed[name] = value
            else:
                store(self, name, value)
        if has_post_init:
            self.__post_init__(*[passed[name] for name in init_only])

    annotations = {item.name: item.type for item in items if item.init}
    annotations["return"] = None
    __init__.__annotations__ = annotations
    return __init__


def _enumerated(names):
    quoted = [repr(name) for name in names]
    if len(quoted) == 1:
        return quoted[0]
    if len(quoted) == 2:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _make_repr(items):
    names = [item.name for item in items]
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            shown = ", ".join("%s=%r" % (name, getattr(self, name)) for name in names)
            return "%s(%s)" % (self.__class__.__qualname__, shown)
        finally:
            running.discard(key)

    return __repr__


def _make_comparison(names, compare):
    def method(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(tuple(getattr(self, name) for name in names), tuple(getattr(other, name) for name in names))

    return method


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot assign to field %r" % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot delete field %r" % name)
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        if method.__name__ in cls.__dict__:
            raise TypeError("Cannot overwrite attribute %s in class %s" % (method.__name__, cls.__name__))
        setattr(cls, method.__name__, method)


def fields(class_or_instance):
    known = getattr(class_or_instance, "__dataclass_fields__", None)
    if known is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(item for item in known.values() if not item._is_init_only)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _plain(obj, make):
    if _is_instance(obj):
        return make([(item.name, _plain(getattr(obj, item.name), make)) for item in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_plain(value, make) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_plain(value, make) for value in obj)
    if isinstance(obj, dict):
        return type(obj)((_plain(key, make), _plain(value, make)) for key, value in obj.items())
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for item in obj.__dataclass_fields__.values():
        if not item.init:
            if item.name in changes:
                raise ValueError(
                    "field %s is declared with init=False, it cannot be specified with replace()" % item.name
                )
            continue
        if item.name not in changes:
            if item._is_init_only and item.default is MISSING:
                raise ValueError("InitVar %r must be specified with replace()" % item.name)
            changes[item.name] = getattr(obj, item.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = "typing.Any"
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                body[item[0]] = item[2]
    body["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, body), **options)
