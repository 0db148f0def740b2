"""Licensed software: the file that holds the license, and the links to it in the prefix."""

import os

from cairn.files import mkdirp


def wanted(pkg):
    """What a package says about its license: the global file (empty for none), links, variables, the address and the sign of comments."""
    return (
        str(pkg.global_license_file or ""),
        [str(name) for name in pkg.license_files],
        [str(name) for name in pkg.license_vars],
        str(pkg.license_url or ""),
        str(pkg.license_comment),
    )


def link(pkg):
    """Lets every place in the prefix where the software looks for its license lead to the global file; an example there gives way."""
    target = pkg.global_license_file
    if not pkg.license_required or pkg.spec.external or not target or not os.path.exists(target):
        return
    for name in pkg.license_files:
        place = os.path.abspath(os.path.join(pkg.prefix, name))
        mkdirp(os.path.dirname(place))
        if os.path.lexists(place):
            os.remove(place)
        os.symlink(target, place)
        print(f"==> {place} leads to the license")
