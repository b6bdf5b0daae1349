"""What the shared measurements return: frozen dataclasses of numpy arrays."""
