"""A value carried for T steps, by the start of the forget gate."""
