"""True gradients of a loss along a text, by architecture, untrained or trained."""
