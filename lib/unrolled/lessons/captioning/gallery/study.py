"""How good are the captions? Baselines, networks and ensembles on all held-out pictures, by every measure.

    python -m unrolled.lessons.captioning.gallery.study

Networks are looked for among the shipped checkpoints and in ``runs/``; the file names those that are missing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.gallery.probe.scores import frequencies, on_held_out
from unrolled.lessons.captioning.gallery.probe.systems import (
    NEIGHBOURS,
    Neighbours,
    System,
    always_the_same,
    beam,
    best,
    first_reference,
    greedy,
    nearest_by_pixels,
)
from unrolled.measuring.records.captions import GROUPS
from unrolled.models.captioner import DECODERS, Captioner, Ensemble
from unrolled.training import captioning
from unrolled.training.checkpoint import checkpoint_path
from unrolled.training.results import begin_study, collect

NAME = "captioning"
COMMAND = "python -m unrolled.lessons.captioning.gallery.study"
FIRST = captioning.name("once", 0)
ONCE = [captioning.name("once", seed) for seed in captioning.SEEDS]
WANTED = [captioning.name(shown, seed) for shown in DECODERS for seed in captioning.SEEDS]
BEAMS = (5, 20)


def weights(label: str, runs: Path = Path("runs")) -> Path | None:
    """Where a network lies: among the shipped checkpoints, else in the folder of runs, else nowhere."""
    for path in (checkpoint_path(label), runs / f"{label}.safetensors"):
        if path.exists():
            return path
    return None


@cache
def network(label: str) -> tuple[Captioner, CaptionVocabulary]:
    """A trained captioner and its words."""
    model, words, _ = captioning.load_captioner(weights(label) or label)
    return model, words


def measured(make: Callable[[], System]) -> dict[str, Any]:
    """All measures of a system on the test pictures."""
    system = make()
    return on_held_out(lambda kind: system(emoji.held_out("test", kind)), frequencies())


@cache
def neighbours() -> Neighbours:
    """The training pictures as the first network's encoder sees them."""
    return Neighbours(network(FIRST)[0].encoder, frequencies())


def consensus() -> dict[str, Any]:
    """All measures of the neighbours' consensus, with the number of neighbours chosen on validation."""
    tried = neighbours().validation()
    k = best(tried)
    return {"neighbours": k, "validation CIDEr-D": tried, **measured(lambda: partial(neighbours().write, k=k))}


def ensemble() -> System:
    """The networks that are shown the picture once, together, with a beam of 5."""
    members = [network(label) for label in ONCE]
    return beam(Ensemble([model for model, _ in members]).eval(), members[0][1], BEAMS[0])


def jobs(found: set[str]) -> dict[str, Callable[[], dict[str, Any]]]:
    """What can be measured with the networks that were found, by the system's name."""
    known: dict[str, Callable[[], dict[str, Any]]] = {
        "first reference": lambda: measured(lambda: first_reference),
        "most frequent caption": lambda: measured(lambda: always_the_same),
        "nearest by pixels": lambda: measured(lambda: nearest_by_pixels),
        "nearest, 8 x 8 pixels": lambda: measured(lambda: partial(nearest_by_pixels, width=8)),
    }
    if FIRST in found:
        known["nearest by features"] = partial(measured, lambda: partial(neighbours().write, k=1))
        known["consensus"] = consensus
    for label in WANTED:
        if label in found:
            known[label.removeprefix("captioner_").replace("_", " ")] = partial(measured, partial(_greedy, label))
    if FIRST in found:
        for width in BEAMS:
            known[f"once 0, beam {width}"] = partial(measured, partial(_beam, width))
    if found >= set(ONCE):
        known[f"ensemble of {len(ONCE)}, beam {BEAMS[0]}"] = partial(measured, ensemble)
    return known


def missing(found: set[str]) -> list[str]:
    """The networks that were not found."""
    return [label for label in WANTED if label not in found]


def _greedy(label: str) -> System:
    return greedy(*network(label))


def _beam(width: int) -> System:
    return beam(*network(FIRST), width)


def main() -> None:
    """Write ``data/results/captioning.json``."""
    anew = begin_study(__doc__)
    found = {label for label in WANTED if weights(label)}
    about = {
        "what": "captions of the test pictures, by every measure; shares from 0 to 1, BLEU from 0 to 100, "
        "CIDEr-D from 0 to 10",
        "command": COMMAND,
        "corpus": {"files": emoji.SHA256},
        "groups": list(GROUPS),
        "references": "all of a picture; the first is the sentence models train on, and copying it is the ceiling",
        "document frequencies": f"of CIDEr-D: all references of the {frequencies().pictures} training emoji, each once",
        "attributes": "share that agrees, of the captions where caption or nearest reference names it",
        "copied": "share of captions that stand word for word in training; seen are pictures whose caption does",
        "consensus": f"neighbours by cosine in the encoder of {FIRST}; how many of {list(NEIGHBOURS)} was chosen on "
        "validation",
        "missing": missing(found),
    }
    collect(NAME, about, jobs(found), anew=anew)


if __name__ == "__main__":
    main()
