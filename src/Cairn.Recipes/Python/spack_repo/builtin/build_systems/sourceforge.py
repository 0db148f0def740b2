from spack.package import PackageBase, join_url


class SourceforgePackage(PackageBase):
    """Downloaded from one of several mirrors."""

    sourceforge_mirror_path = None

    base_mirrors = [
        "https://prdownloads.sourceforge.net/",
        "https://freefr.dl.sourceforge.net/",
        "https://netcologne.dl.sourceforge.net/",
        "https://pilotfiber.dl.sourceforge.net/",
        "https://downloads.sourceforge.net/",
    ]

    @property
    def urls(self):
        if self.sourceforge_mirror_path is None:
            raise AttributeError(f"{type(self).__name__} must define a `sourceforge_mirror_path` attribute [none defined]")
        return [join_url(mirror, self.sourceforge_mirror_path, resolve_href=True) for mirror in self.base_mirrors]
