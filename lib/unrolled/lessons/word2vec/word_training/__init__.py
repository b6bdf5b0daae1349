"""Word vectors trained while one watches."""
