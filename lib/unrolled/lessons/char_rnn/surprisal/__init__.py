"""Surprisal along a text."""
