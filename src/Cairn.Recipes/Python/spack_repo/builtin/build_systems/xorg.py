from spack.package import PackageBase, join_url


class XorgPackage(PackageBase):
    """Downloaded from one of several mirrors."""

    xorg_mirror_path = None

    base_mirrors = [
        "https://www.x.org/archive/individual/",
        "https://mirrors.ircam.fr/pub/x.org/individual/",
        "https://mirror.transip.net/xorg/individual/",
        "http://xorg.mirrors.pair.com/individual/",
    ]

    @property
    def urls(self):
        if self.xorg_mirror_path is None:
            raise AttributeError(f"{type(self).__name__} must define a `xorg_mirror_path` attribute [none defined]")
        return [join_url(mirror, self.xorg_mirror_path, resolve_href=True) for mirror in self.base_mirrors]
