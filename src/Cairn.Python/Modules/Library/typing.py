"""Names for annotations. They do nothing but can be subscripted and joined."""

import collections
import collections.abc

TYPE_CHECKING = False


class _Special:
    """A form that stands for itself: Any, Optional, Union …"""

    def __init__(self, name):
        self._name = name
        self.__name__ = name

    def __getitem__(self, params):
        return _Alias(self, params)

    def __or__(self, other):
        return _Alias(Union, (self, other))

    def __ror__(self, other):
        return _Alias(Union, (other, self))

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwds):
        raise TypeError("Cannot instantiate %r" % (self,))

    def __mro_entries__(self, bases):
        return ()


def _shown(value):
    if value is type(None):
        return "NoneType"
    if value is Ellipsis:
        return "..."
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else "%s.%s" % (value.__module__, value.__qualname__)
    if isinstance(value, (list, tuple)):
        return "[%s]" % ", ".join(map(_shown, value))
    return repr(value)


class _Alias:
    """A subscripted form such as List[int]."""

    def __init__(self, origin, params, name=None):
        self.__origin__ = origin
        self.__args__ = params if isinstance(params, tuple) else (params,)
        self._name = name

    def __getitem__(self, params):
        return _Alias(self.__origin__, params, self._name)

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, type):
            return (origin,)
        return origin.__mro_entries__(bases) if hasattr(origin, "__mro_entries__") else ()

    def __or__(self, other):
        return _Alias(Union, (self, other))

    def __ror__(self, other):
        return _Alias(Union, (other, self))

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash(len(self.__args__))

    def __repr__(self):
        if self.__origin__ is Optional and len(self.__args__) == 1:
            return "typing.Optional[%s]" % _shown(self.__args__[0])
        name = self._name
        if name is None:
            name = repr(self.__origin__) if isinstance(self.__origin__, _Special) else _shown(self.__origin__)
        else:
            name = "typing." + name
        return "%s[%s]" % (name, ", ".join(map(_shown, self.__args__)))


class _Container(_Special):
    """A form that has a class behind it: List, Dict, Callable …"""

    def __init__(self, name, origin):
        _Special.__init__(self, name)
        self.__origin__ = origin

    def __getitem__(self, params):
        return _Alias(self.__origin__, params, self._name)

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


Any = _Special("Any")
Union = _Special("Union")
Optional = _Special("Optional")
ClassVar = _Special("ClassVar")
Final = _Special("Final")
Literal = _Special("Literal")
Annotated = _Special("Annotated")
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
Concatenate = _Special("Concatenate")
TypeAlias = _Special("TypeAlias")
TypeGuard = _Special("TypeGuard")
Required = _Special("Required")
NotRequired = _Special("NotRequired")
Unpack = _Special("Unpack")

List = _Container("List", list)
Dict = _Container("Dict", dict)
Set = _Container("Set", set)
FrozenSet = _Container("FrozenSet", frozenset)
Tuple = _Container("Tuple", tuple)
Type = _Container("Type", type)
DefaultDict = _Container("DefaultDict", collections.defaultdict)
OrderedDict = _Container("OrderedDict", collections.OrderedDict)
Counter = _Container("Counter", collections.Counter)
ChainMap = _Container("ChainMap", collections.ChainMap)
Deque = _Container("Deque", collections.deque)
Callable = _Container("Callable", collections.abc.Callable)
Iterable = _Container("Iterable", collections.abc.Iterable)
Iterator = _Container("Iterator", collections.abc.Iterator)
Generator = _Container("Generator", collections.abc.Generator)
Reversible = _Container("Reversible", collections.abc.Reversible)
Container = _Container("Container", collections.abc.Container)
Collection = _Container("Collection", collections.abc.Collection)
Hashable = _Container("Hashable", collections.abc.Hashable)
Sized = _Container("Sized", collections.abc.Sized)
Mapping = _Container("Mapping", collections.abc.Mapping)
MutableMapping = _Container("MutableMapping", collections.abc.MutableMapping)
Sequence = _Container("Sequence", collections.abc.Sequence)
MutableSequence = _Container("MutableSequence", collections.abc.MutableSequence)
AbstractSet = _Container("AbstractSet", collections.abc.Set)
MutableSet = _Container("MutableSet", collections.abc.MutableSet)
KeysView = _Container("KeysView", collections.abc.KeysView)
ValuesView = _Container("ValuesView", collections.abc.ValuesView)
ItemsView = _Container("ItemsView", collections.abc.ItemsView)
ByteString = _Container("ByteString", collections.abc.ByteString)
ContextManager = _Special("ContextManager")
Awaitable = _Special("Awaitable")
Coroutine = _Special("Coroutine")
Pattern = _Special("Pattern")
Match = _Special("Match")
IO = _Special("IO")
TextIO = _Special("TextIO")
BinaryIO = _Special("BinaryIO")
SupportsInt = _Special("SupportsInt")
SupportsFloat = _Special("SupportsFloat")
SupportsIndex = _Special("SupportsIndex")
Text = str
AnyStr = None


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound

    def __or__(self, other):
        return _Alias(Union, (self, other))

    def __ror__(self, other):
        return _Alias(Union, (other, self))

    def __repr__(self):
        return "~" + self.__name__


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    pass


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, params):
        return _Alias(cls, params)


class Protocol:
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, params):
        return _Alias(cls, params)


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg


def NewType(name, tp):
    def convert(x):
        return x

    convert.__name__ = name
    convert.__supertype__ = tp
    return convert


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def assert_type(val, typ):
    return val


def reveal_type(obj):
    return obj


def assert_never(arg):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
    else:
        hints.update(getattr(obj, "__annotations__", {}))
    return hints


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        if not bases or bases == (tuple,):
            return type.__new__(cls, typename, (), namespace)
        annotations = namespace.get("__annotations__", {})
        defaults = []
        for name in annotations:
            if name in namespace:
                defaults.append(namespace[name])
            elif defaults:
                raise TypeError(
                    "Non-default namedtuple field %s cannot follow default field%s %s"
                    % (name, "s" if len(defaults) > 1 else "", ", ".join(n for n in annotations if n in namespace))
                )
        made = collections.namedtuple(typename, list(annotations), defaults=defaults, module=namespace.get("__module__"))
        made.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key not in annotations and key not in ("__annotations__", "__module__", "__qualname__", "__dict__", "__weakref__"):
                setattr(made, key, value)
        return made


class _NamedTupleBase(metaclass=_NamedTupleMeta):
    pass


class _NamedTuple:
    """Serves both forms: NamedTuple("P", [("x", int)]) and class P(NamedTuple)."""

    def __call__(self, typename, fields=(), **kwargs):
        fields = list(fields) or list(kwargs.items())
        made = collections.namedtuple(typename, [name for name, _ in fields])
        made.__annotations__ = dict(fields)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)


NamedTuple = _NamedTuple()


class TypedDict(dict):
    def __init_subclass__(cls, total=True):
        pass
