"""The longest copies in a long text: what the shipped network repeats word for word, and what held-out plays do.

    python -m unrolled.lessons.shakespeare.memorised.study  # some two minutes of one core

The longer a text, the longer its longest copy: so the network writes as much as a play holds.
"""

from __future__ import annotations

from typing import Any

import torch

from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.against_temperature.probe import NETWORK
from unrolled.lessons.shakespeare.memorised.probe import LONG, LONG_SHARES, TEMPERATURES, longest_copies
from unrolled.measuring.char_rnn import gumbel_noise, read, sample
from unrolled.measuring.novelty import Corpus
from unrolled.training.checkpoint import load_sampler
from unrolled.training.results import begin_study, collect

CHARACTERS, PROMPT = 100_000, "HAMLET:\n"


def main() -> None:
    """Write ``data/results/longest_copies.json``."""
    anew = begin_study(__doc__)
    model, vocabulary, _ = load_sampler(NETWORK)
    parts = shakespeare.split()
    corpus = Corpus(parts.train)

    def written(tau: float) -> dict[str, Any]:
        first, state = read(model, vocabulary.encode(PROMPT))
        noise = gumbel_noise(0, CHARACTERS, len(vocabulary))
        text = vocabulary.decode(sample(model, first, state, noise, torch.tensor([tau]))[0])
        return longest_copies(corpus, text)

    jobs = {f"τ = {tau:g}": lambda tau=tau: written(tau) for tau in TEMPERATURES}
    jobs |= {
        title: lambda play=play: longest_copies(corpus, play) for title, play in (parts.validation | parts.test).items()
    }
    about = {
        "what": "the longest passages that a text shares with the 34 training plays, letter for letter",
        "command": "python -m unrolled.lessons.shakespeare.memorised.study",
        "model": NETWORK,
        "written": f"{CHARACTERS:,} characters at each temperature, after {PROMPT!r}, seed 0; plays are whole",
        "shares": f"of the characters that lie in copies of at least {', '.join(map(str, LONG_SHARES))} characters",
    }
    collect(LONG, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
