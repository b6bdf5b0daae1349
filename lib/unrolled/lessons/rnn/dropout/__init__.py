"""Dropout with the same mask through a window, or a fresh one at each step."""
