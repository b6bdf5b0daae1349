"""The two equations of a plain RNN in numbers, forwards and backwards."""
