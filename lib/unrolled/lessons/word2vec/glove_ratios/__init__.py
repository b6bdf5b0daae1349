"""Ratios of co-occurrence."""
