"""Callbacks around the phases of a build: `@run_before("install")`, `@run_after("build", when="+x")`."""
from spack.llnl.util.lang import dedupe

RUN_BEFORE = "_run_before_callbacks"
RUN_AFTER = "_run_after_callbacks"

# What was decorated since the last class was finished, per attribute of the class to be.
_staged = {RUN_BEFORE: [], RUN_AFTER: []}


class PhaseCallbacksMeta(type):
    """Moves what was decorated in a class body into the class: own callbacks first, then those of the bases, each once."""

    def __new__(mcs, name, bases, attr_dict):
        # The adapter of old-style packages combines the callbacks of package and builder on its own.
        if name != "Adapter":
            for attribute, staged in _staged.items():
                inherited = []
                for base in bases:
                    inherited.extend(getattr(base, attribute, None) or ())
                attr_dict[attribute] = staged[:] + list(dedupe(inherited))
                del staged[:]
        return super(PhaseCallbacksMeta, mcs).__new__(mcs, name, bases, attr_dict)


def _stage(attribute, phase, when):
    def _decorator(fn):
        _staged[attribute].append(((phase, when), fn))
        return fn

    return _decorator


def run_after(phase, when=None):
    """Runs the decorated function after a phase, if the condition holds."""
    return _stage(RUN_AFTER, phase, when)


def run_before(phase, when=None):
    """Runs the decorated function before a phase, if the condition holds."""
    return _stage(RUN_BEFORE, phase, when)
