"""What is open at the end of a source is followed until it is closed."""
