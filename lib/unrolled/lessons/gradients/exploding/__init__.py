"""A cliff in the loss, and clipping."""
