"""Countries and their capitals as arrows."""
