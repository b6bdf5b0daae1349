"""How much of each held-out chapter stands verbatim in training chapters, and the network's loss outside of that.

    python -m unrolled.lessons.latex.verbatim.study

Writes ``data/results/verbatim.json``. The text comes by the registry, see ``unrolled.datasets.latex``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from unrolled.datasets import latex
from unrolled.lessons.latex.verbatim.probe import LENGTH, known_stretches, losses, marked, stretches
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.latex import NAME as MODEL
from unrolled.training.results import begin_study, collect

NAME = "verbatim"


def measure(lost: Sequence[np.ndarray], inside: Sequence[np.ndarray]) -> dict[str, Any]:
    """Numbers of some texts together: from the losses ``(T - 1,)`` of each, and whether its characters are shared."""
    loss, every = np.concatenate(lost), np.concatenate(inside)
    scored = np.concatenate([mask[1:] for mask in inside])
    return {
        "characters": len(every),
        "shared": round(float(every.mean()), 4),
        "nats": round(float(loss.mean()), 4),
        "nats outside": round(float(loss[~scored].mean()), 4),
        "nats inside": round(float(loss[scored].mean()), 4) if scored.any() else None,
    }


def chapters() -> dict[str, dict[str, Any]]:
    """The numbers of each held-out chapter, and of those of a part together."""
    corpus, (model, vocabulary, _) = latex.corpus(), load_char_rnn(MODEL)
    known, found = known_stretches(corpus.split.train.values()), {}
    for part in ("validation", "test"):
        texts = getattr(corpus.split, part)
        inside = [marked(stretches(text), known, len(text)) for text in texts.values()]
        lost = [losses(model, vocabulary.encode(text)) for text in texts.values()]
        for title, loss, mask in zip(texts, lost, inside, strict=True):
            found[title] = measure([loss], [mask])
        found[part] = measure(lost, inside)
    return found


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": f"share of characters in stretches of {LENGTH} that stand verbatim in a training chapter; "
        f"loss of {MODEL} in nats a character on all characters, outside and inside of such stretches",
        "command": "python -m unrolled.lessons.latex.verbatim.study",
    }
    collect(NAME, about, {"chapters": chapters}, anew=anew)


if __name__ == "__main__":
    main()
