"""A receptive field that is too short."""
