"""Memorised or made up: longest matches with the training plays."""
