"""Ratios of co-occurrence in a corpus of ours, with what their counts can and cannot tell.

Pennington, Socher and Manning, *GloVe*, EMNLP 2014, section 3: a ratio
P(k | a) / P(k | b) far from 1 tells a from b by their company k; one near 1
says that k goes with both or with neither. The paper counted six billion words.
"""

from __future__ import annotations

import numpy as np

from unrolled.datasets.word_breaks import listed
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.word2vec.glove_ratios.dataset import Contexts
from unrolled.lessons.word2vec.glove_ratios.record import Published, RatioRow, Ratios
from unrolled.runtime import UnrolledError

Z = 1.96  # of the 95 % interval
STRICT = 3.0  # of words found by looking through the whole vocabulary, where 95 % would let in too many by chance
MOST = 6  # words looked for
TOLD = 6  # telling words shown for each side
TABLE_1 = {  # of the paper, "Co-occurrence probabilities for target words ice and steam"
    ("ice", "steam", "solid"): Published(1.9e-4, 2.2e-5, 8.9),
    ("ice", "steam", "gas"): Published(6.6e-5, 7.8e-4, 8.5e-2),
    ("ice", "steam", "water"): Published(3.0e-3, 2.2e-3, 1.36),
    ("ice", "steam", "fashion"): Published(1.7e-5, 1.8e-5, 0.96),
}


class RatioError(UnrolledError, ValueError):
    """A question about ratios that cannot be read or answered."""


def read_question(text: str) -> tuple[tuple[str, str], tuple[str, ...]]:
    """Two words, and the words looked for near them, from "ice, steam: solid, gas".

    Raises:
        RatioError: if it is not written so, or asks for too much.
    """
    pair, colon, rest = text.partition(":")
    two, looked_for = (listed(part.lower()) for part in (pair, rest))
    if not colon or len(two) != 2:
        raise RatioError("Write two words, a colon, and what to look for near them, such as: ice, steam: solid, gas")
    if two[0] == two[1]:
        raise RatioError(f"Every ratio of “{two[0]}” to itself is 1: put two different words before the colon.")
    looked_for = tuple(dict.fromkeys(looked_for))
    if not 1 <= len(looked_for) <= MOST:
        raise RatioError(f"After the colon there is room for one word to {MOST}, and there are {len(looked_for)}.")
    return (two[0], two[1]), looked_for


def wilson(hits: np.ndarray, trials: np.ndarray, z: float = Z) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of a share, by Wilson's formula (Journal of the American Statistical Association 22, 1927).

    Args:
        hits: how often it happened.
        trials: of how many times; where that is 0 the interval is from 0 to 1.
        z: standard deviations to each side.
    """
    n = np.maximum(trials, 1e-9)
    share = hits / n
    middle, root = share + z**2 / (2 * n), z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low, high = ((middle + sign * root) / (1 + z**2 / n) for sign in (-1, 1))
    return np.where(hits == 0, 0.0, np.maximum(low, 0)), np.where(hits == trials, 1.0, np.minimum(high, 1))


def ratio_interval(
    first: np.ndarray, second: np.ndarray, around: tuple[int, int], z: float = Z
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ratios P(k | a) / P(k | b) and their 95 % intervals.

    Of all times that k stands near a or b, the share near a is a binomial one.
    With q for it, the ratio is q / (1 - q) times X_b / X_a, and so are the ends of its interval.

    Args:
        first: ``(K,)`` how often each k stands near a.
        second: ``(K,)`` how often near b.
        around: X_a and X_b, all that stands near each.
        z: standard deviations to each side.
    """
    scale = around[1] / around[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = (scale * q / (1 - q) for q in wilson(first, first + second, z))
        ratio = scale * first / second.astype(float)
    return ratio, low, high


def ratios(contexts: Contexts, words: tuple[str, str], looked_for: tuple[str, ...], window: int = 10) -> Ratios:
    """Count what stands near two words, and compare.

    Args:
        contexts: of the corpus.
        words: a and b.
        looked_for: the words k.
        window: places on each side that count as near.

    Raises:
        UnknownWordError: if the corpus does not hold one of the words.
        RatioError: if nothing ever stands near a or b.
    """
    vocabulary = contexts.corpus.vocabulary
    two = [vocabulary.number(word) for word in words]
    wanted = [vocabulary.number(word) for word in looked_for]
    first, second = (contexts.around(word, window) for word in two)
    around = int(first.sum()), int(second.sum())
    for word, count in zip(words, around, strict=True):
        if not count:
            raise RatioError(f"“{word}” always stands alone in this corpus: take another word.")
    ratio, low, high = ratio_interval(first, second, around)
    rows = tuple(
        RatioRow(
            vocabulary.words[k], int(first[k]), int(second[k]), first[k] / around[0], second[k] / around[1],
            float(ratio[k]), float(low[k]), float(high[k]), TABLE_1.get((*words, vocabulary.words[k])),
        )
        for k in wanted
    )  # fmt: skip
    telling = _telling(first, second, around, two, vocabulary)
    often = int(vocabulary.counts[two[0]]), int(vocabulary.counts[two[1]])
    names = vocabulary.words[two[0]], vocabulary.words[two[1]]
    return Ratios(names, often, around, window, rows, telling, contexts.corpus.raw_words)


def _telling(
    first: np.ndarray, second: np.ndarray, around: tuple[int, int], two: list[int], vocabulary: WordVocabulary
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words whose ratio is most surely above 1, and those whose ratio is most surely below."""
    _, low, high = ratio_interval(first, second, around, STRICT)
    low[two], high[two] = 0, np.inf  # what stands near itself tells little
    with_a, with_b = (np.argsort(key, kind="stable")[:TOLD] for key in (-low, high))
    return (
        tuple(vocabulary.words[k] for k in with_a if low[k] > 1),
        tuple(vocabulary.words[k] for k in with_b if high[k] < 1),
    )
