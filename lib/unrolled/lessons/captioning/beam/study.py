"""Beams of several widths on all held-out drawings: how often each is right, and what causes the errors.

python -m unrolled.lessons.captioning.beam.study
"""

from __future__ import annotations

from typing import Any

from unrolled.datasets.emoji_shelves import SHELVES
from unrolled.lessons.captioning.beam.probe import cases
from unrolled.lessons.captioning.beam.record import Case
from unrolled.training.captioning import load_captioner
from unrolled.training.results import begin_study, collect

NAME, NETWORK = "captioning_beam", "captioner_once_0"


def _summary(case: Case) -> dict[str, Any]:
    return {
        "picture": case.picture, "widths": case.widths, "captions": case.captions,
        "log_p": [round(value, 3) for value in case.log_p], "groups": case.groups, "exact": case.exact,
        "reference": case.reference,
    }  # fmt: skip


def measure(shelf: str) -> dict[str, Any]:
    """Counts on one shelf, a number for each width, and the pictures where widths differ."""
    model, words, _ = load_captioner(NETWORK)
    found = cases(model, words, shelf)
    return {
        "pictures": found.count,
        "widths": list(found.widths),
        "exact": found.exact.tolist(),
        "log_p": [round(float(value), 4) for value in found.log_p],
        "search_errors": found.search_errors.tolist(),
        "model_errors": found.model_errors.tolist(),
        "proved": found.proved.tolist(),
        "better": [_summary(case) for case in found.better],
        "worse": [_summary(case) for case in found.worse],
    }


def main() -> None:
    """Measure what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "greedy decoding and beams on held-out drawings: exact captions, mean log p in nats, errors by cause",
        "network": NETWORK,
        "command": "python -m unrolled.lessons.captioning.beam.study",
    }
    collect(NAME, about, {shelf: (lambda shelf=shelf: measure(shelf)) for shelf in SHELVES[:3]}, anew=anew)


if __name__ == "__main__":
    main()
