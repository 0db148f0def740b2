"""Configuration, as far as recipes ask for it."""
import _cairn


def get(path, default=None, scope=None):
    value = _cairn.configuration(path)
    return default if value is None else value


def determine_number_of_jobs(*, parallel=False, max_cpus=None, config=None):
    """How many jobs a build may use."""
    return _cairn.number_of_jobs(max_cpus) if parallel else 1
