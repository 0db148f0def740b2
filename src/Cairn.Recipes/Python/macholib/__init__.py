"""Mach-O files."""
