"""Processors."""
import os

from spack.config import determine_number_of_jobs


def cpus_available():
    return os.cpu_count() or 1
