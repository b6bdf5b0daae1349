"""Frequent words left out."""
