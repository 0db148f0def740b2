from spack.package import PackageBase, join_url


class GNUMirrorPackage(PackageBase):
    """Downloaded from one of several mirrors."""

    gnu_mirror_path = None

    base_mirrors = [
        "https://ftpmirror.gnu.org/",
        "https://ftp.gnu.org/gnu/",
        "http://ftpmirror.gnu.org/",
    ]

    @property
    def urls(self):
        if self.gnu_mirror_path is None:
            raise AttributeError(f"{type(self).__name__} must define a `gnu_mirror_path` attribute [none defined]")
        return [join_url(mirror, self.gnu_mirror_path, resolve_href=True) for mirror in self.base_mirrors]
