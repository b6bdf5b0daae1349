"""One string, six machines."""
