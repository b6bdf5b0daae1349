"""Shannon's guessing game against the network."""
