"""How much of a difference between two models is noise of their seeds."""
