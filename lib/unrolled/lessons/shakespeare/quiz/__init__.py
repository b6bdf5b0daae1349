"""Real or synthetic? A game, and machines that judge by one cue."""
