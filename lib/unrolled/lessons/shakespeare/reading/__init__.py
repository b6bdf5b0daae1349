"""Surprise along a text, by three readers."""
