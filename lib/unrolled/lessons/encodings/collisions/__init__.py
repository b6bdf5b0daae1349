"""Words that share a bucket."""
