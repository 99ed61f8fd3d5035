"""Measurements of quality and speed; never imported by the package or its tests."""
