"""What is open at each place of a source."""
