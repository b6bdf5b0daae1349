"""Solutions of notebook 04."""

import numpy as np


def one_hot(k, size):
    """A list of zeros with a one at place k."""
    code = [0] * size
    code[k] = 1
    return code


def softmax_with_temperature(logits, tau):
    """Divide by the temperature, take exp, normalise; the largest gap is 0, so that nothing overflows."""
    gaps = (logits - logits.max()) / tau
    powers = np.exp(gaps)
    return powers / powers.sum()


def write(draw, first, length):
    """Let a model write: each step gets the state and the character of the step before."""
    written, state, k = [], None, first
    for _ in range(length):
        k, state = draw(state, k)
        written.append(k)
    return written


def top_p(p, share):
    """The likeliest places first, until their probabilities add up to the share."""
    kept, total = [], 0.0
    for k in sorted(range(len(p)), key=lambda k: -p[k]):
        kept.append(k)
        total += p[k]
        if total >= share:
            break
    return kept


def pairs(ids, start, steps):
    """Inputs, and as targets the character after each."""
    return ids[start : start + steps], ids[start + 1 : start + steps + 1]
