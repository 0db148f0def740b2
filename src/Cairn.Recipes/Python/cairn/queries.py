"""What a package answers about itself when a spec is asked: ``spec["blas"].libs``.

A recipe answers with an attribute of its own, first with one for the virtual under which it was asked (``blas_libs``), then with the
plain one (``libs``); where it has neither, files are looked for in the usual places.
"""

import os

from spack.error import NoHeadersError, NoLibrariesError
from spack.util.prefix import Prefix


def prefix(spec):
    return Prefix(spec.prefix_text)


def home(spec):
    return _answer(spec, "home", lambda: spec.package.prefix)


def libs(spec):
    return _answer(spec, "libs", lambda: _find_libraries(spec))


def headers(spec):
    return _answer(spec, "headers", lambda: _find_headers(spec))


def command(spec):
    return _answer(spec, "command", lambda: _find_command(spec))


def _answer(spec, attribute, default):
    package = spec.package
    names = [attribute]
    if spec.last_query.isvirtual:
        names.insert(0, f"{spec.last_query.name.replace('-', '_')}_{attribute}")
    for name in names:
        if not hasattr(type(package), name) and name not in package.__dict__:
            continue
        value = getattr(package, name)
        if value is None:
            raise _nothing(spec, attribute)
        return value
    value = default()
    if value is None:
        raise _nothing(spec, attribute)
    return value


def _nothing(spec, attribute):
    kind = {"libs": NoLibrariesError, "headers": NoHeadersError}.get(attribute, RuntimeError)
    return kind(f"Unable to recursively locate {spec.name} {attribute} in {spec.prefix}") if kind is RuntimeError else kind(spec.name, spec.prefix)


def _find_headers(spec):
    from cairn.searching import find_headers

    root = getattr(spec.package, "home", spec.prefix)
    found = find_headers("*", root=os.path.join(root, "include"), recursive=True)
    if not found:
        raise NoHeadersError(spec.name, root)
    return found


def _find_libraries(spec):
    from cairn.searching import find_libraries

    root = getattr(spec.package, "home", spec.prefix)
    # A hyphen in the package's name is often an underscore in the library's.
    name = spec.name.replace("-", "?")
    name = name if name.startswith("lib") else "lib" + name
    for shared in [True] if spec.satisfies("+shared") else [False] if spec.satisfies("~shared") else [True, False]:
        found = find_libraries(name, root, shared=shared, recursive=True)
        if found:
            return found
    raise NoLibrariesError(spec.name, root)


def _find_command(spec):
    from cairn.executables import Executable

    root = getattr(spec.package, "home", spec.prefix)
    path = os.path.join(root, "bin", spec.name)
    if os.path.isfile(path) and os.access(path, os.X_OK):
        return Executable(path)
    raise RuntimeError(f"Unable to locate {spec.name} command in {os.path.join(root, 'bin')}")
