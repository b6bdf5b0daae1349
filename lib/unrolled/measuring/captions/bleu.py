"""BLEU: how many n-grams of a caption occur in its references (Papineni et al., ACL 2002).

    BLEU = BP · exp(mean over n of log p_n)      BP = min(1, exp(1 - r / c))

p_n is the share of n-grams that match. An n-gram counts at most as often as in
the reference that contains it most often (*clipping*). Precision does not punish
short captions, so the brevity penalty BP does: c is the length of the captions, r
that of the references, for each picture the one nearest in length.

Scores of a set come from sacrebleu, so that they can be compared. Its n-grams are
summed over all captions before dividing: BLEU of a set is not the mean of sentence scores.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from unrolled.measuring.captions.words import ORDERS, CaptionsError, check, ngrams
from unrolled.measuring.records.captions import Bleu, BleuOrder, BleuParts, Gram

SMOOTHING = "exp"  # sacrebleu's default; it changes the score of a set only if an order has no match at all


def streams(references: Sequence[Sequence[str]]) -> list[list[str | None]]:
    """Regroup references as sacrebleu expects them: stream k holds the k-th reference of every picture.

    None stands for the references that a picture lacks.

    >>> streams([["a cat", "the cat"], ["a dog"]])
    [['a cat', 'a dog'], ['the cat', None]]
    """
    return [list(stream) for stream in itertools.zip_longest(*references)]


def corpus_bleu(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Bleu:
    """BLEU-1 to BLEU-4 of N captions, by sacrebleu.

    Captions are words separated by spaces, so nothing is tokenised; upper and lower case differ.
    If no caption has four words, BLEU-4 is 0.

    Args:
        hypotheses: N captions.
        references: for each picture one caption or more; the numbers may differ.

    Raises:
        CaptionsError: if the two do not fit together, or there is nothing to measure.

    Examples:
        >>> corpus_bleu(["a cat on a mat"], [["a cat on a mat", "the cat"]]).scores.round(1).tolist()
        [100.0, 100.0, 100.0, 100.0]
    """
    from sacrebleu.metrics.bleu import BLEU  # here, since most users of the panels never need its 20 MB

    check(hypotheses, references)
    grouped = streams(references)
    found = []
    for n in range(1, ORDERS + 1):
        metric = BLEU(tokenize="none", smooth_method=SMOOTHING, max_ngram_order=n, force=True)
        # sacrebleu takes None for references that a picture lacks; its stubs do not know that
        found.append(metric.corpus_score(list(hypotheses), grouped))  # pyrefly: ignore[bad-argument-type]
    whole = found[-1]
    return Bleu(
        scores=np.array([result.score for result in found]),
        precisions=np.array(whole.precisions),
        brevity_penalty=whole.bp,
        length=whole.sys_len,
        reference_length=whole.ref_len,
        signature=str(metric.get_signature()),
    )


def taken_apart(hypothesis: str, references: Sequence[str], order: int = ORDERS) -> BleuParts:
    """BLEU of one caption with all its parts, in our own code.

    Orders longer than the caption are left out, as in sacrebleu's ``sentence_bleu``: a caption
    of three words is scored by its 1-grams to 3-grams.

    Args:
        hypothesis: the caption; it may be empty, and then scores 0.
        references: one or more.
        order: the longest n-grams.

    Raises:
        CaptionsError: if there is no reference, one is empty, or the order is below 1.
    """
    check([hypothesis], [references])
    if order < 1:
        raise CaptionsError(f"BLEU needs n-grams of one word or more, not {order}.")
    words, others = hypothesis.split(), [reference.split() for reference in references]
    grams = [_grams(words, others, n) for n in range(1, order + 1)]
    length = len(words)
    nearest = min((len(other) for other in others), key=lambda size: (abs(size - length), size))
    penalty = brevity_penalty(length, nearest)
    orders = tuple(
        BleuOrder(n, own, smoothed) for n, (own, smoothed) in enumerate(zip(grams, _smoothed(grams), strict=True), 1)
    )
    scored = [one for one in orders if one.total]
    return BleuParts(
        hypothesis=hypothesis,
        references=tuple(references),
        orders=orders,
        length=length,
        reference_length=nearest,
        brevity_penalty=penalty,
        score=100 * penalty * geometric_mean([one.precision for one in scored]),
        smoothed=100 * penalty * geometric_mean([one.smoothed for one in scored]),
    )


def brevity_penalty(length: int, reference_length: int) -> float:
    """1 for captions that are long enough, below it for those that are too short (Papineni et al. 2002).

    Examples:
        >>> brevity_penalty(12, 12), round(brevity_penalty(6, 12), 3)
        (1.0, 0.368)
    """
    if length >= reference_length:
        return 1.0
    return math.exp(1 - reference_length / length) if length else 0.0


def geometric_mean(precisions: Sequence[float]) -> float:
    """The geometric mean; 0 if one of the values is 0, or there are none."""
    if not precisions or min(precisions) <= 0:
        return 0.0
    return math.exp(sum(map(math.log, precisions)) / len(precisions))


def _grams(words: Sequence[str], others: Sequence[Sequence[str]], n: int) -> tuple[Gram, ...]:
    counted = [ngrams(other, n) for other in others]
    return tuple(Gram(gram, count, max(own[gram] for own in counted)) for gram, count in ngrams(words, n).items())


def _smoothed(orders: Sequence[Sequence[Gram]]) -> list[float]:
    """Precisions where the k-th order without a match counts as 1 / 2**k matches (Chen and Cherry 2014, method 3)."""
    precisions, halved = [], 1.0
    anything = any(gram.clipped for grams in orders for gram in grams)  # without any match the score stays 0
    for grams in orders:
        matched, total = sum(gram.clipped for gram in grams), sum(gram.count for gram in grams)
        if anything and total and not matched:
            halved /= 2
            matched = halved
        precisions.append(matched / total if total else 0.0)
    return precisions
