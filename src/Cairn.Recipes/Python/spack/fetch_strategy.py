"""Fetching, of which recipes know how git tells its version."""


class GitFetchStrategy:
    git_version_re = r"git version (\S+)"


class FetchStrategy:
    """What fetches the sources of a package or resource; recipes ask it where these lie. The fetching itself is the engine's."""

    def __init__(self, stage):
        self._stage = stage

    @property
    def stage(self):
        return self._stage()
