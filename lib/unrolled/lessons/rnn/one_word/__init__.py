"""A little network learns one word by heart."""
