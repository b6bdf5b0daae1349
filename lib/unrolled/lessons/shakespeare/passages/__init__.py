"""Passages of the network beside those of Shakespeare."""
