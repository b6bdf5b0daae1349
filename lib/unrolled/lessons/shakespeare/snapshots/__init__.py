"""What the network writes at several moments of its training."""
