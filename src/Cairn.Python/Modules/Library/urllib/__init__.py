"""Addresses; nothing is fetched here."""
