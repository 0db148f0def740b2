from spack.package import PackageBase, join_url


class SourcewarePackage(PackageBase):
    """Downloaded from one of several mirrors."""

    sourceware_mirror_path = None

    base_mirrors = [
        "https://sourceware.org/pub/",
        "https://mirrors.kernel.org/sourceware/",
        "https://ftp.gwdg.de/pub/linux/sources.redhat.com/",
    ]

    @property
    def urls(self):
        if self.sourceware_mirror_path is None:
            raise AttributeError(f"{type(self).__name__} must define a `sourceware_mirror_path` attribute [none defined]")
        return [join_url(mirror, self.sourceware_mirror_path, resolve_href=True) for mirror in self.base_mirrors]
