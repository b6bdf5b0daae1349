"""Six architectures learn one small task at once, each for equally long."""
