"""Source as the network writes it, and the page it makes."""
