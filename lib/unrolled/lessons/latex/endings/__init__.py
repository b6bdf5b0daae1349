"""Which name the network expects at an end."""
