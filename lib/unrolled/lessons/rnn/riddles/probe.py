"""What truncated backpropagation leaves unlearnable: the committed study of three riddles."""

from __future__ import annotations

import functools

import numpy as np

from unrolled.lessons.rnn.riddles.record import Riddle
from unrolled.training.results import load_results

RESULTS = "one_word"
# The letter after the middle is b behind an a, d behind a c; between them stand 1, 3 or 4 letters that are alike.
RIDDLES = {1: "axbcxd", 3: "axyzbcxyzd", 4: "axyzwbcxyzwd"}
STUDIED = {"hidden": 8, "updates": 500}
SEEDS = range(10)
LEARNED = float(np.log(2) / 2)  # nats: well below a coin between two letters


@functools.cache
def riddles() -> tuple[Riddle, ...]:
    """The committed study, one record for each riddle."""
    runs = load_results(RESULTS)
    return tuple(_riddle(runs, between, word) for between, word in RIDDLES.items())


def _riddle(runs: dict[str, dict[str, float]], between: int, word: str) -> Riddle:
    windows = range(1, len(word))
    losses = np.array([[runs[f"{between} {w} {seed}"]["answers"] for seed in SEEDS] for w in windows])
    clues = (1, len(word) // 2 + 1)  # steps that read a and c, counted from 1
    # A cut stands behind every w-th step: it separates two steps whose windows have different numbers.
    open_ = [sum((clue - 1) // w == (clue + between - 1) // w for clue in clues) for w in windows]
    return Riddle(word, between, losses, (losses < LEARNED).sum(axis=1), np.array(open_))


def expected(word: str, window: int) -> tuple[int, int] | None:
    """Of how many networks how many learned this word's answers in the study; None for words that are not in it."""
    riddle = next((riddle for riddle in riddles() if riddle.word == word), None)
    if riddle is None:
        return None
    row = min(window, len(word) - 1) - 1
    return int(riddle.learned[row]), riddle.losses.shape[1]
