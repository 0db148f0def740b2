"""Types of dependencies."""

BUILD = 1
LINK = 2
RUN = 4
TEST = 8
NONE = 0

ALL_TYPES = ("build", "link", "run", "test")
DEFAULT_TYPES = ("build", "link")
ALL = BUILD | LINK | RUN | TEST
DEFAULT = BUILD | LINK

_flags = {"build": BUILD, "link": LINK, "run": RUN, "test": TEST}


def flag_from_string(s):
    try:
        return _flags[s]
    except KeyError:
        raise ValueError(f"Invalid dependency type: {s}") from None


def flag_from_strings(deptype):
    flag = 0
    for deptype_str in deptype:
        flag |= flag_from_string(deptype_str)
    return flag


def canonicalize(deptype):
    if deptype in ("all", all):
        return ALL
    if isinstance(deptype, str):
        return flag_from_string(deptype)
    if isinstance(deptype, (tuple, list, set)):
        return flag_from_strings(deptype)
    raise ValueError(f"Invalid dependency type: {deptype!r}")


def flag_to_tuple(x):
    return tuple(name for name in ALL_TYPES if x & _flags[name])


all_deptypes = ALL_TYPES
