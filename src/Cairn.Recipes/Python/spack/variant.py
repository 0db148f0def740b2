"""Definitions of variants: the values that recipes give to `variant(values=…)`."""
import collections.abc
import functools
import itertools

import _cairn
from _cairn import UnsatisfiableVariantSpecError
from spack.error import SpecError, UnsatisfiableSpecError


class ConditionalVariantValues(list):
    """What `conditional(…)` gives: values that exist only under a condition."""


_ConditionalVariantValues = ConditionalVariantValues


@functools.total_ordering
class ConditionalValue:
    """One value with its condition; the condition is None where it is statically false."""

    def __init__(self, value, when):
        self.value = value
        self.when = when

    def __repr__(self):
        return f"ConditionalValue({self.value}, when={self.when})"

    def __str__(self):
        return str(self.value)

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        if isinstance(other, (str, bool)):
            return self.value == other
        return self.value == other.value

    def __lt__(self, other):
        if isinstance(other, str):
            return self.value < other
        return self.value < other.value


def _flatten(values):
    flat = []
    for value in values:
        if isinstance(value, ConditionalVariantValues):
            flat.extend(value)
        else:
            flat.append(value)
    return tuple(flat)


class DisjointSetsOfValues(collections.abc.Sequence):
    """Values from one of several sets that exclude each other. `("none",)` stands for the empty set."""

    _empty_set = ("none",)

    def __init__(self, *sets):
        self.sets = [_flatten(x) for x in sets]
        if any("none" in s and s != self._empty_set for s in self.sets):
            raise SpecError("the value 'none' stands for the empty set and must be alone in a set (see allow_empty_set)")

        seen = set()
        for current in self.sets:
            both = seen.intersection(current)
            if both:
                raise SpecError(f"the sets must be disjoint, but {', '.join(sorted(map(str, both)))} is in several")
            seen.update(current)

        self.feature_values = tuple(itertools.chain.from_iterable(self.sets))
        self.default = None
        self.multi = True
        self.error_fmt = "this variant accepts combinations of values from exactly one of the following sets '{values}'"

    def with_default(self, default):
        self.default = default
        return self

    def with_error(self, error_fmt):
        self.error_fmt = error_fmt
        return self

    def with_non_feature_values(self, *values):
        self.feature_values = tuple(x for x in self.feature_values if x not in values)
        return self

    def allow_empty_set(self):
        if self._empty_set in self.sets:
            return self
        result = type(self)(self._empty_set, *self.sets)
        result.error_fmt = self.error_fmt
        result.feature_values = self.feature_values + ("none",)
        return result

    def prohibit_empty_set(self):
        if self._empty_set not in self.sets:
            return self
        result = type(self)(*[s for s in self.sets if s != self._empty_set])
        result.error_fmt = self.error_fmt
        result.feature_values = tuple(x for x in self.feature_values if x != "none")
        return result

    def __getitem__(self, idx):
        return tuple(itertools.chain.from_iterable(self.sets))[idx]

    def __len__(self):
        return sum(len(x) for x in self.sets)

    @property
    def validator(self):
        def _disjoint_set_validator(pkg_name, variant_name, values):
            if any(all(x in s for x in values) for s in self.sets):
                return
            message = self.error_fmt + " [{package}, variant '{variant}']"
            raise SpecError(message.format(variant=variant_name, package=pkg_name, values=values))

        return _disjoint_set_validator


def _one_or_a_combination(single_value, *values):
    return (
        DisjointSetsOfValues((single_value,), values)
        .with_default(single_value)
        .with_error(f"the value '{single_value}' is mutually exclusive with any of the other values")
        .with_non_feature_values(single_value)
    )


def any_combination_of(*values):
    """Any combination of the values, or `none`."""
    return _one_or_a_combination("none", *values)


def auto_or_any_combination_of(*values):
    """Any combination of the values but the empty one, or `auto`."""
    return _one_or_a_combination("auto", *values)


def disjoint_sets(*sets):
    """Any combination of the values of one of the sets, or `none`."""
    return DisjointSetsOfValues(*sets).allow_empty_set().with_default("none")


def conditional(*values, when=None):
    """Values that can be had only under a condition."""
    condition = _cairn.condition(when)
    return ConditionalVariantValues(ConditionalValue(x, condition) for x in values)


class UnknownVariantError(SpecError):
    """A package has no such variant."""

    def __init__(self, msg="", unknown_variants=()):
        super().__init__(msg)
        self.unknown_variants = unknown_variants


class InvalidVariantValueError(SpecError):
    """A variant does not accept a value."""


class MultipleValuesInExclusiveVariantError(SpecError):
    """Several values for a variant that takes one."""
