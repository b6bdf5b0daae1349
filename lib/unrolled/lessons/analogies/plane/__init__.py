"""Word vectors in the plane of their first two principal components."""
