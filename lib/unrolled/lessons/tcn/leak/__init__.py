"""A convolution that reads the future."""
