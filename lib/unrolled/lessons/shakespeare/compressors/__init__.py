"""Compressors as language models."""
