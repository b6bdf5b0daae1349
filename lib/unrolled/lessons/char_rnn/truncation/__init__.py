"""Top-k, top-p and min-p beside temperature, with the same dice."""
