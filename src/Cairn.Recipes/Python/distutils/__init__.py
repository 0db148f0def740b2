"""A part of the standard library that Python no longer has."""
