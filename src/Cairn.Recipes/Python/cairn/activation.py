"""Activating extensions: their files appear in the prefix of what they extend."""
import os

import spack.install_layout
from spack.llnl.util.lang import match_predicate
from spack.llnl.util.link_tree import LinkTree, MergeConflictError
from spack.package_base import ActivationError

_NOT_SOFTWARE = (".spack", ".cairn-incomplete")


def activate(extendee, extension, active):
    """Runs the extendee's method; `active` are the specs of its extensions that are activated."""
    spack.install_layout.note(extendee.spec, active)
    extendee.activate(extension, **extension.extendee_args)


def deactivate(extendee, extension, active):
    spack.install_layout.note(extendee.spec, active)
    extendee.deactivate(extension, **extension.extendee_args)


def _ignored(ignore):
    """What is never linked, and what `extends(…, ignore=…)` names: a regular expression, a function, or a list of these."""
    named = match_predicate(ignore) if ignore else (lambda path: False)
    return lambda path: path.split(os.sep)[0] in _NOT_SOFTWARE or bool(named(path))


def link_extension(extendee, extension, ignore):
    try:
        LinkTree(str(extension.prefix)).merge(str(extendee.prefix), ignore=_ignored(ignore))
    except MergeConflictError as e:
        raise ActivationError(f"{extendee.name} has files of {extension.name} already: {', '.join(e.paths)}")


def unlink_extension(extendee, extension, ignore):
    def remove(source, target):
        # Somebody may have put another file there meanwhile.
        if os.path.realpath(target) == os.path.realpath(source):
            os.unlink(target)

    LinkTree(str(extension.prefix)).unmerge(str(extendee.prefix), ignore=_ignored(ignore), remove_file=remove)
