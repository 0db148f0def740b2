"""Methods that are chosen by the spec (`@when("+mpi")`), and the contexts of directives."""
import functools

import _cairn
from spack.error import NoSuchMethodError, SpackError
from spack.spec import Spec

class MultiMethodMeta(type):
    """The metaclass of classes with multi-methods."""


class SpecMultiMethod:
    """Several methods of one name: the first whose condition the package's spec satisfies is called, else the default."""

    def __init__(self, default=None):
        self.method_list = []
        self.default = default
        if default:
            functools.update_wrapper(self, default)

    def register(self, spec, method):
        self.method_list.append((spec, method))
        if not hasattr(self, "__name__"):
            functools.update_wrapper(self, method)

    def __get__(self, obj, objtype=None):
        looks_like = self.method_list[0][1] if self.method_list else self.default
        return functools.wraps(looks_like)(functools.partial(self.__call__, obj))

    def _choose(self, spec):
        for condition, method in self.method_list:
            if spec.satisfies(condition):
                return method
        return self.default or None

    def __call__(self, package_or_builder_self, *args, **kwargs):
        chosen = self._choose(package_or_builder_self.spec)
        if chosen:
            return chosen(package_or_builder_self, *args, **kwargs)

        # Nothing fits here: look for the same name further along the MRO, behind the class that holds this object.
        name = self.__name__
        passed_own = False
        for cls in type(package_or_builder_self).__mro__:
            candidate = cls.__dict__.get(name)
            if candidate is self:
                passed_own = True
                continue
            if not passed_own or candidate is None:
                continue
            if isinstance(candidate, SpecMultiMethod):
                candidate = candidate._choose(package_or_builder_self.spec)
            if candidate:
                return candidate(package_or_builder_self, *args, **kwargs)

        raise NoSuchMethodError(
            type(package_or_builder_self), name, package_or_builder_self.spec, [m[0] for m in self.method_list]
        )


class when:
    """As a context: adds its condition to all directives inside. As a decorator: one alternative of a multi-method."""

    def __init__(self, condition):
        if isinstance(condition, bool):
            self.spec = Spec() if condition else None
        else:
            self.spec = Spec(condition)

    def __call__(self, method):
        # The members that the class body around this decorator has defined so far.
        namespace = _cairn.class_namespace()
        if namespace is None:
            raise SpackError(f"@when is used on `{method.__name__}`, which is not in the body of a package or builder")
        known = namespace.get(method.__name__)
        if not isinstance(known, SpecMultiMethod):
            known = SpecMultiMethod(known)
        if self.spec is not None:
            known.register(self.spec, method)
        return known

    def __enter__(self):
        _cairn.push_condition(self.spec)

    def __exit__(self, exc_type, exc_val, exc_tb):
        _cairn.pop_condition()


class default_args:
    """As a context: default values for keywords of the directives inside."""

    def __init__(self, **kwargs):
        self._arguments = kwargs

    def __enter__(self):
        _cairn.push_default_arguments(self._arguments)

    def __exit__(self, exc_type, exc_val, exc_tb):
        _cairn.pop_default_arguments()
