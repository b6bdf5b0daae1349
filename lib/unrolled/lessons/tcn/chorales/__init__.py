"""A TCN that goes on where a chorale is cut off."""
