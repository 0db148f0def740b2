"""Enumerations."""

import sys

__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "auto", "unique"]


class auto:
    """Stands for a value that the enumeration chooses."""

    def __init__(self):
        self.value = None


def _is_special(name):
    return len(name) > 4 and name[:2] == "__" and name[-2:] == "__"


def _is_reserved(name):
    return len(name) > 2 and name[0] == "_" and name[-1] == "_" and name[1] != "_"


def _is_descriptor(value):
    kind = type(value)
    return hasattr(kind, "__get__") or hasattr(kind, "__set__") or hasattr(kind, "__delete__")


class EnumMeta(type):
    def __new__(metacls, cls_name, bases, namespace, **kwds):
        mangled = "_%s__" % cls_name.lstrip("_")
        ignored = namespace.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        body = {}
        members = {}
        for key, value in namespace.items():
            if key in ignored or key == "_ignore_":
                continue
            if _is_special(key) or _is_reserved(key) or key.startswith(mangled) or _is_descriptor(value):
                body[key] = value
            else:
                members[key] = value
        for base in bases:
            if isinstance(base, EnumMeta) and base._member_map_:
                raise TypeError("<enum %r> cannot extend %r" % (cls_name, base))
        cls = type.__new__(metacls, cls_name, bases, body, **kwds)
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._unhashable_values_ = []
        data_type = cls._find_data_type()
        cls._member_type_ = data_type
        maker = body.get("__new__") if bases else None
        if maker is None and bases:
            for base in cls.__mro__[1:]:
                if base in (object, data_type):
                    break
                if "_new_member_" in base.__dict__ and base._new_member_ is not None:
                    maker = base._new_member_
                    break
        elif isinstance(maker, staticmethod):
            maker = maker.__func__
        cls._new_member_ = maker
        first_enum = next((base for base in bases if isinstance(base, EnumMeta)), None)
        if first_enum is not None:
            for name in ("__repr__", "__str__", "__format__"):
                if name not in body and getattr(cls, name) in (getattr(data_type, name), getattr(object, name)):
                    type.__setattr__(cls, name, getattr(first_enum, name))
        values = []
        for name, value in members.items():
            value = cls._chosen(name, value, values)
            values.append(cls._add(name, value, maker, data_type)._value_)
        return cls

    def _find_data_type(cls):
        for base in cls.__mro__[1:]:
            if base is object or isinstance(base, EnumMeta):
                continue
            if "__new__" in base.__dict__ or base in (int, str, float, bytes, tuple):
                return base
        return object

    def _chosen(cls, name, value, values):
        """Replaces auto() in a value by the next one."""
        if isinstance(value, auto):
            if value.value is None:
                value.value = cls._generate_next_value_(name, 1, len(values), list(values))
            return value.value
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            return tuple(cls._chosen(name, item, values) for item in value)
        return value

    def _add(cls, name, value, maker, data_type):
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (value,)
        if maker is not None:
            member = maker(cls, *args)
        elif data_type is object:
            member = object.__new__(cls)
        else:
            member = data_type.__new__(cls, *args)
        if not hasattr(member, "_value_"):
            if data_type is object:
                member._value_ = value
            else:
                member._value_ = data_type(*args)
        member._name_ = name
        member.__objclass__ = cls
        member.__init__(*args)
        for known in cls._member_map_.values():
            if known._value_ == member._value_:
                cls._member_map_[name] = known
                type.__setattr__(cls, name, known)
                return known
        # Of flags only single bits are members proper; combinations are names for sets of them.
        if Flag not in cls.__mro__ or (member._value_ > 0 and member._value_ & (member._value_ - 1) == 0):
            cls._member_names_.append(name)
        cls._member_map_[name] = member
        type.__setattr__(cls, name, member)
        try:
            cls._value2member_map_[member._value_] = member
        except TypeError:
            cls._unhashable_values_.append(member._value_)
        return member

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is None:
            # Not cls.__new__, which makes members and may come from a mixed-in type such as int.
            return Enum.__new__(cls, value)
        return cls._create(value, names, type, start, module)

    def _create(cls, class_name, names, mixin, start, module):
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        pairs = []
        if isinstance(names, dict):
            pairs = list(names.items())
        else:
            for item in names:
                if isinstance(item, str):
                    taken = [value for _, value in pairs]
                    pairs.append((item, cls._generate_next_value_(item, start, len(pairs), taken)))
                else:
                    pairs.append(tuple(item))
        namespace = dict(pairs)
        if module is not None:
            namespace["__module__"] = module
        bases = (cls,) if mixin is None else (mixin, cls)
        return cls.__class__(class_name, bases, namespace)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'" % (type(member).__qualname__, cls.__class__.__qualname__)
            )
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        return "<%s %r>" % ("flag" if Flag in cls.__mro__ else "enum", cls.__name__)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, name))
        type.__delattr__(cls, name)


EnumType = EnumMeta
Flag = None


class Enum(metaclass=EnumMeta):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        raise TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        if self is other:
            return True
        if self._member_type_ is object:
            return NotImplemented
        return self._member_type_.__eq__(self, other)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __reduce_ex__(self, proto):
        return (self.__class__, (self._value_,))

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class IntEnum(int, Enum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 1 << max(last_values).bit_length()

    @classmethod
    def _mask_(cls):
        mask = 0
        for member in cls._member_map_.values():
            mask |= member._value_
        return mask

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._mask_()
        if value < 0:
            value = ((1 << mask.bit_length()) - 1) & value & mask
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        if value & ~mask and not issubclass(cls, int):
            return cls(value & mask)
        member = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        member._value_ = value
        names = [m._name_ for m in cls._parts_(value)]
        unknown = value & ~mask
        if unknown:
            names.append(str(unknown))
        member._name_ = "|".join(names) if names else None
        cls._value2member_map_[value] = member
        return member

    @classmethod
    def _parts_(cls, value):
        result = []
        for name in cls._member_names_:
            member = cls._member_map_[name]
            if value & member._value_:
                result.append(member)
        return result

    def __iter__(self):
        return iter(self._parts_(self._value_))

    def __len__(self):
        return len(self._parts_(self._value_))

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        if self._name_ is None:
            return "<%s: %r>" % (self.__class__.__name__, self._value_)
        return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return int(other)
        return None

    def __or__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._operand(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        mask = self._mask_()
        return self.__class__(mask & ~self._value_)

    def __hash__(self):
        return hash(self._value_)


class IntFlag(int, Flag):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    def __or__(self, other):
        return Flag.__or__(self, other)

    def __and__(self, other):
        return Flag.__and__(self, other)

    def __xor__(self, other):
        return Flag.__xor__(self, other)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return Flag.__invert__(self)

    def __hash__(self):
        return hash(self._value_)

    def __bool__(self):
        return bool(self._value_)


def unique(enumeration):
    aliases = []
    for name, member in enumeration.__members__.items():
        if name != member.name:
            aliases.append("%s -> %s" % (name, member.name))
    if aliases:
        raise ValueError("duplicate values found in %r: %s" % (enumeration, ", ".join(aliases)))
    return enumeration
