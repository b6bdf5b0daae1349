"""Passages of LaTeX as they are written, by networks, counting or the learner."""
