"""Find the bug, three times: faults that public threads about captioners report, each in a few lines."""
