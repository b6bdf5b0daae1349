"""Training: the one loop, which yields events and draws nothing, recipes, and checkpoints."""
