"""Directions that mean something, and raw dimensions that do not."""
