"""A clue and its answer far apart: the sky, and French."""
