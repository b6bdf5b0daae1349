"""All snapshots under ``runs/`` and the shipped networks: loss, what they write, and how much of it is like the text.

python -m unrolled.lessons.shakespeare.snapshots.study  # some five minutes of one core; resumable
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from unrolled.datasets import latex, shakespeare
from unrolled.datasets.corpus import Corpus
from unrolled.lessons.shakespeare.snapshots.probe import EXPECTED, RESULTS, SHOWN, WRITTEN, Known, measure, real
from unrolled.training import latex as latex_training
from unrolled.training import shakespeare as shakespeare_training
from unrolled.training.char_rnn import CURVE_CHARACTERS
from unrolled.training.checkpoint import checkpoint_path, load_card
from unrolled.training.results import begin_study, collect

CORPORA = {shakespeare_training.NAME: shakespeare.corpus, latex_training.NAME: latex.corpus}


def jobs(runs: Path = Path("runs")) -> dict[str, Callable[[], dict[str, Any]]]:
    """All measurements by name, of the snapshots and checkpoints that are there."""
    made: dict[str, Callable[[], dict[str, Any]]] = {}
    for name, load in CORPORA.items():
        paths = {
            int(path.stem.rpartition("after")[2]): path for path in sorted(runs.glob(f"{name}.after*.safetensors"))
        }
        if not paths or not checkpoint_path(name).exists():
            continue
        ready: list[tuple[Corpus, Known]] = []

        def material(load: Callable[[], Corpus] = load, ready: list = ready) -> tuple[Corpus, Known]:
            if not ready:
                corpus = load()
                ready.append((corpus, Known(list(corpus.split.train.values()), corpus.kind)))
            return ready[0]

        made[f"{name} real"] = lambda material=material: real(*material())
        last = load_card(name)["curve"]["rows"][-1][0]
        paths |= {last: name}
        for step, path in sorted(paths.items()):
            made[f"{name} {step}"] = lambda path=path, material=material: measure(path, *material())
    return made


def main() -> None:
    """Write ``data/results/snapshots.json``."""
    anew = begin_study(__doc__)
    about = {
        "command": "python -m unrolled.lessons.shakespeare.snapshots.study",
        "what": "networks after so many updates: held-out loss, what they write, and how much of it is like the text",
        "prompt": "a blank line",
        "noise": "seed 0, the same for all",
        "nats": f"a character, the first {CURVE_CHARACTERS:,} characters of each validation text",
        "entropy": f"bits, mean along the first {EXPECTED:,} characters of each validation text, by temperature",
        "skills": f"of {WRITTEN:,} characters written, of which the first {SHOWN} are kept; see Known.skills",
    }
    collect(RESULTS, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
