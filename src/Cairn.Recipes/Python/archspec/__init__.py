"""Targets, as recipes of Package API v1 know them."""
import archspec.cpu
