"""How well one cue alone tells held-out plays from what the network writes.

python -m unrolled.lessons.shakespeare.quiz.study  # about a minute and a half of one core
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from unrolled import runtime
from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.quiz.probe import NAME, SHIPPED, held_out, library, rule
from unrolled.lessons.shakespeare.quiz.probe import cues as quiz_cues
from unrolled.lessons.shakespeare.quiz.probe.cues import CUES
from unrolled.lessons.shakespeare.quiz.record import Passage
from unrolled.measuring.novelty import Corpus
from unrolled.training.checkpoint import load_sampler
from unrolled.training.results import begin_study, collect

TEMPERATURES = (0.6, 0.8, 1.0, 1.2)
STUDIED = 200  # passages of each kind
BATCH = 25  # passages written side by side


def main() -> None:
    """Write ``data/results/quiz.json``."""
    anew = begin_study(__doc__)
    model, vocabulary, _ = load_sampler(SHIPPED)
    against, plays = library(Corpus(shakespeare.split().train)), held_out()
    kept: list[Passage] = []

    def measured(temperature: float) -> list[Passage]:
        """Passages of one kind: real ones for temperature 0."""
        generator, found = np.random.default_rng(round(1000 * temperature)), []
        for _ in range(STUDIED // BATCH):
            chosen = quiz_cues.places(plays, BATCH, generator)
            passages = (
                quiz_cues.written(model, vocabulary, plays, chosen, temperature, generator)
                if temperature
                else quiz_cues.real(plays, chosen)
            )
            found += quiz_cues.measure(model, vocabulary, against, passages, is_real=not temperature)
        return found

    def job(temperature: float) -> dict[str, Any]:
        if not kept:
            kept.extend(measured(0))
        made = measured(temperature)
        rules = {}
        for k, name in enumerate(CUES):
            rules[name] = asdict(rule([p.cues[k].value for p in kept], [p.cues[k].value for p in made]))
        return {"temperature": temperature, "rules": rules}

    about = {
        "what": "judging passages by one cue alone: threshold chosen on half of the passages, scored on the other half",
        "command": "python -m unrolled.lessons.shakespeare.quiz.study",
        "model": SHIPPED,
        "recipe": {"passages of each kind": STUDIED, "plays": list(plays), "cues": CUES},
    }
    with runtime.one_thread:
        collect(NAME, about, {f"τ = {t:g}": lambda t=t: job(t) for t in TEMPERATURES}, anew=anew)


if __name__ == "__main__":
    main()
