"""The loss of the shipped network while it was trained."""
