"""Patches, as recipes see them."""


class Patch:
    """A patch of a package."""

    def __init__(self, owner, path_or_url, level, working_dir, reverse, sha256):
        self.owner = owner
        self.path_or_url = path_or_url
        self.path = None
        self.level = level
        self.working_dir = working_dir
        self.reverse = reverse
        self.sha256 = sha256

    def __eq__(self, other):
        return isinstance(other, Patch) and self.sha256 == other.sha256

    def __hash__(self):
        return hash(self.sha256)


class FilePatch(Patch):
    """A patch that lies beside the recipe."""


class UrlPatch(Patch):
    """A patch that is downloaded."""
