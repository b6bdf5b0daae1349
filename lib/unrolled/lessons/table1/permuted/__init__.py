"""Find the bug: a permutation drawn anew for the test set."""
