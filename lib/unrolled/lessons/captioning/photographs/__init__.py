"""The setting of the paper: photographs, on a GPU where there is one. Not run: the data was not available."""
