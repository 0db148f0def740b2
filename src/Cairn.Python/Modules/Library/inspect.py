"""Questions about live objects."""

import sys
import types

__all__ = [
    "cleandoc", "currentframe", "getdoc", "getfile", "getmembers", "getmodule", "getmro", "getsourcefile", "isabstract",
    "isbuiltin", "isclass", "isfunction", "isgenerator", "isgeneratorfunction", "ismethod", "ismodule", "isroutine",
    "isdatadescriptor", "signature", "stack", "Signature", "Parameter",
]


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or type(object).__name__ == "method_descriptor"


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__") or isinstance(object, property)


def isabstract(object):
    return bool(isclass(object) and getattr(object, "__abstractmethods__", False))


def isgeneratorfunction(obj):
    code = getattr(obj, "__code__", None)
    return bool(getattr(code, "co_flags", 0) & 0x20)


def getmembers(object, predicate=None):
    results = []
    names = dir(object)
    for key in names:
        try:
            value = getattr(object, key)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            results.append((key, value))
    results.sort(key=lambda pair: pair[0])
    return results


def getmro(cls):
    return cls.__mro__


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            indent = len(line) - content
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip()
    if margin is not None:
        for i in range(1, len(lines)):
            lines[i] = lines[i][margin:]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getfile(object):
    if ismodule(object):
        file = getattr(object, "__file__", None)
        if file:
            return file
        raise TypeError("%r is a built-in module" % (object,))
    if ismethod(object):
        object = object.__func__
    if isclass(object):
        module = sys.modules.get(object.__module__)
        file = getattr(module, "__file__", None)
        if file:
            return file
        raise TypeError("%r is a built-in class" % (object,))
    code = getattr(object, "__code__", None) or getattr(object, "f_code", None)
    if code is not None:
        return code.co_filename
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, got %s" % type(object).__name__
    )


getsourcefile = getfile


def currentframe():
    return sys._getframe(1)


class FrameInfo(tuple):
    frame = property(lambda self: self[0])
    filename = property(lambda self: self[1])
    lineno = property(lambda self: self[2])
    function = property(lambda self: self[3])
    code_context = property(lambda self: self[4])
    index = property(lambda self: self[5])


def stack(context=1):
    frames = []
    frame = sys._getframe(1)
    while frame is not None:
        frames.append(FrameInfo((frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None, None)))
        frame = frame.f_back
    return frames


def getsource(object):
    raise NotImplementedError("not supported by the recipe language: inspect.getsource")


class Parameter:
    empty = type("_empty", (), {})
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __init__(self, name, kind, default=empty, annotation=empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation


class Signature:
    empty = Parameter.empty

    def __init__(self, parameters=()):
        self.parameters = dict((parameter.name, parameter) for parameter in parameters)


def signature(obj):
    code = getattr(getattr(obj, "__func__", obj), "__code__", None)
    if code is None or not hasattr(code, "co_varnames"):
        raise NotImplementedError("not supported by the recipe language: the signature of %r" % (obj,))
    count = code.co_argcount
    names = list(code.co_varnames[: count + code.co_kwonlyargcount])
    if ismethod(obj):
        names = names[1:]
        count -= 1
    return Signature(
        Parameter(name, Parameter.POSITIONAL_OR_KEYWORD if i < count else Parameter.KEYWORD_ONLY)
        for i, name in enumerate(names)
    )
