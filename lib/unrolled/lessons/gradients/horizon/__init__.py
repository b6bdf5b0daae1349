"""What is expected when only the last n characters may be read."""
