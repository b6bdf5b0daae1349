"""Pairs by the distance between opening and closing."""
