"""What arithmetic of vectors says of occupations, and what the method adds."""
