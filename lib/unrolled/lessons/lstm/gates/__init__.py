"""All gates of all units over a text."""
