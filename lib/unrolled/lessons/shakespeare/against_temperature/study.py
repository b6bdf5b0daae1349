"""Entropy, repetition, copies and real words against temperature, of the shipped network and of held-out plays.

python -m unrolled.lessons.shakespeare.against_temperature.study
"""

from __future__ import annotations

from typing import Any

from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.against_temperature.probe import (
    LENGTH,
    NETWORK,
    PIECES,
    PROMPTS,
    RESULTS,
    TEMPERATURES,
    WINDOW,
    measure_play,
    measure_windows,
    measure_writing,
)
from unrolled.measuring.novelty import COPIED, Corpus
from unrolled.training.checkpoint import load_sampler
from unrolled.training.results import begin_study, collect


def main() -> None:
    """Write ``data/results/microscope.json``."""
    anew = begin_study(__doc__)
    model, vocabulary, _ = load_sampler(NETWORK)
    parts = shakespeare.split()
    corpus, held = Corpus(parts.train), parts.validation | parts.test

    def play_by_play() -> dict[str, Any]:
        return {title: measure_play(model, vocabulary, corpus, play) for title, play in held.items()}

    jobs = {
        prompt.strip(): lambda prompt=prompt, seed=seed: measure_writing(model, vocabulary, corpus, prompt, seed=seed)
        for seed, prompt in enumerate(PROMPTS)
    }
    about = {
        "what": "entropy, repetition, copies, new n-grams and real words against temperature, and of held-out plays",
        "command": "python -m unrolled.lessons.shakespeare.against_temperature.study",
        "model": NETWORK,
        "recipe": {
            "temperatures": TEMPERATURES.tolist(), "characters": LENGTH, "of each play": f"{PIECES} pieces",
            "copied": f"{COPIED} characters in a row", "window": WINDOW,
        },
    }  # fmt: skip
    collect(
        RESULTS, about, jobs | {"held-out plays": play_by_play, "windows": lambda: measure_windows(corpus, held)},
        anew=anew,
    )  # fmt: skip


if __name__ == "__main__":
    main()
