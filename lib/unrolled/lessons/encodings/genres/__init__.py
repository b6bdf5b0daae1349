"""Which genre is a passage from, by coding."""
