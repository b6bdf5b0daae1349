"""Solutions of the exercises on BLEU in notebook 10."""

import math
from collections import Counter


def grams(words, n):
    return Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1))


def clipped_precision(caption, references, n):
    """The share of a caption's n-grams that also stand in a reference, each no more often than in any one of them."""
    own = grams(caption.split(), n)
    others = [grams(reference.split(), n) for reference in references]
    matched = sum(min(count, max(other[gram] for other in others)) for gram, count in own.items())
    return matched / own.total() if own else 0.0


def bleu(caption, references):
    """Brevity penalty times the geometric mean of four precisions, from 0 to 100."""
    precisions = [clipped_precision(caption, references, n) for n in range(1, 5)]
    if min(precisions) == 0:
        return 0.0
    length, lengths = len(caption.split()), [len(reference.split()) for reference in references]
    nearest = min(lengths, key=lambda size: (abs(size - length), size))
    penalty = 1.0 if length >= nearest else math.exp(1 - nearest / length)
    return 100 * penalty * math.exp(sum(map(math.log, precisions)) / 4)
