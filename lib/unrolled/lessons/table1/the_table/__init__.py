"""Table 1 itself: the paper's figures, ours, what costs nothing and what came later, cell by cell."""
