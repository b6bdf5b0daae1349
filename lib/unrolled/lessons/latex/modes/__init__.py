"""Units that know which mode of LaTeX is open."""
