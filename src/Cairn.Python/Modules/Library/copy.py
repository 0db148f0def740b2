"""Shallow and deep copies."""

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_ATOMS = (type(None), type(Ellipsis), type(NotImplemented), int, float, bool, str, bytes, type, range, property, type(len), type(lambda: 0))


def copy(x):
    kind = type(x)
    if kind in _ATOMS or isinstance(x, type):
        return x
    if kind in (list, dict, set, frozenset, tuple):
        return x if kind in (tuple, frozenset) else kind(x)
    hook = getattr(kind, "__copy__", None)
    if hook is not None:
        return hook(x)
    return _rebuild(x, None)


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    key = id(x)
    known = memo.get(key, _nil)
    if known is not _nil:
        return known
    kind = type(x)
    if kind in _ATOMS or isinstance(x, type):
        return x
    if kind is list:
        result = []
        memo[key] = result
        for item in x:
            result.append(deepcopy(item, memo))
    elif kind is dict:
        result = {}
        memo[key] = result
        for name, value in x.items():
            result[deepcopy(name, memo)] = deepcopy(value, memo)
    elif kind is tuple:
        result = tuple(deepcopy(item, memo) for item in x)
        if key in memo:
            return memo[key]
        if all(new is old for new, old in zip(result, x)):
            result = x
    elif kind in (set, frozenset):
        result = kind(deepcopy(item, memo) for item in x)
    else:
        hook = getattr(kind, "__deepcopy__", None)
        result = hook(x, memo) if hook is not None else _rebuild(x, memo)
    if result is not x:
        memo[key] = result
        # Keeps the original alive so that its id stays its own while the copy is being made.
        memo.setdefault(id(memo), []).append(x)
    return result


def _rebuild(x, memo):
    """Copies an instance of an ordinary class, deeply if there is a memo."""
    kind = type(x)
    reduce = getattr(kind, "__reduce__", None)
    if reduce is not None and reduce is not getattr(object, "__reduce__", None):
        return _from_reduction(x, reduce(x), memo)
    again = (lambda value: deepcopy(value, memo)) if memo is not None else (lambda value: value)
    if isinstance(x, dict):
        result = kind.__new__(kind)
        if memo is not None:
            memo[id(x)] = result
        for name, value in dict.items(x):
            dict.__setitem__(result, again(name), again(value))
    elif isinstance(x, list):
        result = kind.__new__(kind)
        if memo is not None:
            memo[id(x)] = result
        for value in list.__iter__(x):
            list.append(result, again(value))
    elif isinstance(x, tuple):
        result = tuple.__new__(kind, [again(value) for value in tuple.__iter__(x)])
    elif isinstance(x, (set, frozenset)):
        result = kind([again(value) for value in x])
    elif isinstance(x, str):
        result = str.__new__(kind, str.__str__(x))
    elif isinstance(x, int):
        result = int.__new__(kind, int(x))
    elif isinstance(x, float):
        result = float.__new__(kind, float(x))
    elif isinstance(x, BaseException):
        result = kind.__new__(kind, *x.args)
        result.args = again(x.args)
    elif not hasattr(x, "__dict__"):
        return x
    else:
        result = object.__new__(kind)
    if memo is not None:
        memo[id(x)] = result
    state = getattr(x, "__dict__", None)
    getstate = getattr(kind, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        state = getstate(x)
    if state:
        state = again(state)
        setstate = getattr(kind, "__setstate__", None)
        if setstate is not None:
            setstate(result, state)
        else:
            result.__dict__.update(state)
    return result


def _from_reduction(x, reduction, memo):
    if isinstance(reduction, str):
        return x
    again = (lambda value: deepcopy(value, memo)) if memo is not None else (lambda value: value)
    parts = tuple(reduction) + (None,) * (5 - len(reduction))
    result = parts[0](*[again(value) for value in parts[1]])
    if memo is not None:
        memo[id(x)] = result
    if parts[2] is not None:
        state = again(parts[2])
        if hasattr(result, "__setstate__"):
            result.__setstate__(state)
        else:
            result.__dict__.update(state)
    if parts[3] is not None:
        for value in parts[3]:
            result.append(again(value))
    if parts[4] is not None:
        for name, value in parts[4]:
            result[again(name)] = again(value)
    return result


def replace(obj, /, **changes):
    return type(obj).__replace__(obj, **changes)
