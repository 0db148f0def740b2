"""Fetching, of which recipes know how git tells its version."""


class GitFetchStrategy:
    git_version_re = r"git version (\S+)"
