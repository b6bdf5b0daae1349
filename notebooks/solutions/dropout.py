"""Solution of the exercise on dropout in notebook 01."""


def drop(h, kept, rate, training):
    """Remove the same nodes at each step while training, scale the others up; rest in evaluation."""
    return h * kept / (1 - rate) if training else h
