"""Be the sampler: choose each next character yourself, from what the model expects."""
