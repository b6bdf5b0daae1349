"""Rank correlations of each coding with WordSim353, SimLex999 and our own dozen of pairs.

    python -m unrolled.lessons.encodings.distance.study  # needs gensim

writes ``data/results/distance.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from unrolled.datasets.judgements import SETS
from unrolled.datasets.word_vectors import WordVectors, glove, ours
from unrolled.lessons.encodings.distance.dataset import OURS, is_opposite
from unrolled.lessons.encodings.distance.probe import HASHED, NAME, PairMeter, Pairs, mark, published, read_pairs
from unrolled.lessons.encodings.distance.record import Agreement
from unrolled.measuring.similarity import cosines, spearman
from unrolled.training.results import begin_study, collect

STUDY_BITS = (4, 10, 16)


def study(pairs: Pairs, vectors: Mapping[str, WordVectors]) -> dict[str, Any]:
    """All rank correlations, and where the opposites stand."""
    meter, told = PairMeter(pairs, vectors), {}
    for bits in STUDY_BITS:
        view = meter.measure(HASHED, bits)
        told |= {one.name if one.name != HASHED else f"{HASHED} 2^{bits}": _numbers(one, pairs) for one in view.codings}
    shared = ~np.isnan([one.similarity for one in view.codings]).any(axis=0)
    on_shared = {name: round(spearman(cosines(one, pairs.pairs)[shared], pairs.scores[shared]), 4)
                 for name, one in vectors.items()}  # fmt: skip
    return {
        "pairs": len(pairs.pairs), "opposites": sum(map(is_opposite, pairs.pairs)), "codings": told,
        "shared": {"pairs": int(shared.sum()), **on_shared},
    }  # fmt: skip


def _numbers(one: Agreement, pairs: Pairs) -> dict[str, Any]:
    marked = mark("opposites", pairs, one)
    named = {"rho": one.rho, "low": one.low, "high": one.high, "people": marked.people, "coding": marked.coding}
    rounded = {name: None if np.isnan(value) else round(value, 4) for name, value in named.items()}
    return {"pairs": one.pairs, "coincide": int((one.similarity > 1 - 1e-6).sum()), **rounded}


def main() -> None:
    """Run what is missing."""
    anew = begin_study(__doc__)
    vectors = {"GloVe": glove(), "trained here": ours()}
    about = {
        "what": "Spearman's rank correlation of cosines with human judgements, pairs without a vector left out",
        "shared": "rank correlations over the pairs that all dense vectors have",
        "people, coding": "mean place of the opposites on our list, 0 the lowest pair and 100 the highest",
        "vectors": {name: f"{one.about}, {len(one):,} words" for name, one in vectors.items()},
        "command": "python -m unrolled.lessons.encodings.distance.study",
    }
    runs = {name: lambda name=name: study(published(name), vectors) for name in SETS}
    collect(NAME, about, runs | {"ours": lambda: study(read_pairs(OURS), vectors)}, anew=anew)


if __name__ == "__main__":
    main()
