"""Trees of links."""
import _cairn


class LinkTree:
    """A directory tree that is linked into another."""

    def __init__(self, source_root):
        self._root = source_root

    def merge(self, dest_root, **kwargs):
        _cairn.not_available("LinkTree.merge")

    def unmerge(self, dest_root, **kwargs):
        _cairn.not_available("LinkTree.unmerge")
