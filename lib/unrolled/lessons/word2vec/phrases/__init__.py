"""Words that belong together."""
