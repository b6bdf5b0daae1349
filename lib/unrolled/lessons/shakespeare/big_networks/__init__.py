"""Loss and cost by the size of the network."""
