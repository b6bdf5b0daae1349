"""What truncated backpropagation leaves unlearnable: three words that ask twice about a letter further back.

    python -m unrolled.lessons.rnn.riddles.study

The answers depend on a letter 1, 3 or 4 letters further back; every window, ten seeds; written to
``data/results/one_word.json``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import torch

from unrolled.lessons.rnn.one_word.recipe import DECAYS, RATE, advance, begin, losses
from unrolled.lessons.rnn.riddles.probe import RESULTS, RIDDLES, SEEDS, STUDIED
from unrolled.training.results import begin_study, collect


def riddle(between: int, window: int, seed: int) -> dict[str, float]:
    """How well a network learns the two answers of a riddle.

    Returns:
        ``answers``: mean loss of the letters b and d; ``others``: mean loss of the rest; nats.
    """
    word = RIDDLES[between]
    run = begin(word, hidden=STUDIED["hidden"], seed=seed, window=window)
    advance(run, word, STUDIED["updates"])
    found = losses(run, word)
    asked = torch.zeros(len(found), dtype=torch.bool)
    asked[[len(word) // 2 - 2, len(word) - 2]] = True
    return {"answers": round(found[asked].mean().item(), 3), "others": round(found[~asked].mean().item(), 3)}


def jobs() -> dict[str, Callable[[], dict[str, float]]]:
    """All runs of the study, by name: letters between, window, seed."""
    return {
        f"{between} {window} {seed}": partial(riddle, between, window, seed)
        for between, word in RIDDLES.items()
        for window in range(1, len(word))
        for seed in SEEDS
    }


def main() -> None:
    """Measure what is not measured yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "mean loss in nats of the two letters that need memory, and of the others, after training on one word",
        "chance": round(math.log(2), 3),
        "words": {str(between): word for between, word in RIDDLES.items()},
        "recipe": {**STUDIED, "rate": RATE, "decays": DECAYS, "cell": "rnn"},
        "command": "python -m unrolled.lessons.rnn.riddles.study",
    }
    collect(RESULTS, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
