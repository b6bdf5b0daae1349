"""A captioner trained while one watches its captions."""
