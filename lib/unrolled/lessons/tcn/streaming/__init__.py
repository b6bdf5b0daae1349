"""A TCN one step at a time."""
