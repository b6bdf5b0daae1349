"""Gradients and losses by depth, with and without residual connections."""
