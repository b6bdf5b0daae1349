"""Solution of the exercise on shapes of sequence problems in notebook 01."""


def targets(ids, shape):
    """Every symbol, or the last one alone; -100 where nothing is asked for."""
    return ids if shape == "in step" else [-100] * (len(ids) - 1) + ids[-1:]
