"""The steps of a GRU, and its memory."""
