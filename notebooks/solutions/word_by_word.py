"""Solution of the exercise on the probability of a caption in notebook 10."""

START, END = 0, 1


def caption_log_probability(start, step, picture, ids):
    """The picture first, then START and the words; END is scored, too."""
    _, state = step(start, picture)
    total = 0.0
    for word, following in zip([START, *ids], [*ids, END], strict=True):
        log_p, state = step(state, word)
        total += log_p[following]
    return total
