"""A character-level network trained while one watches."""
