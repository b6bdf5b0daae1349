"""Datasets: bytes to tensors. Corpora, vocabularies, windows and the download registry; nothing here knows a model."""
