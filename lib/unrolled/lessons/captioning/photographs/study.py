"""Train on Flickr8k and score the captions of its test part; not run here, the photographs were not available.

    python -m unrolled.lessons.captioning.photographs.study  # on a GPU where there is one; resumable

It fetches 1.1 GB. Without a GPU it trains a smaller network, on pictures 32 pixels wide; the result says so.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from unrolled.datasets.flickr8k import flickr8k
from unrolled.lessons.captioning.photographs import recipe as training
from unrolled.measuring.captions.bleu import corpus_bleu
from unrolled.measuring.captions.cider import cider_d
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.captioning.photographs.study"
RUNS = Path("runs")


def job() -> dict[str, Any]:
    """BLEU-1 to 4 and CIDEr-D of beam captions on the test part, and the curve."""
    recipe = training.suited()
    parts = flickr8k(size=recipe.size)
    words = training.vocabulary(parts)
    run = training.fit(recipe, parts, words, RUNS)
    captions = training.written(run, parts["test"], words)
    bleu = corpus_bleu(captions, parts["test"].references)
    return {
        "words": len(words),
        "curve": run.curve,
        "bleu": [round(score, 2) for score in bleu.scores],
        "cider_d": round(cider_d(captions, parts["test"].references).score, 4),
    }


def main() -> None:
    """Run it if it is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "Flickr8k, its own test part; BLEU from 0 to 100 against five references, CIDEr-D from 0 to 10",
        "command": COMMAND,
        "device": str(training.device()),
        "recipe": asdict(training.suited()),
    }
    collect("captioning_photographs", about, {"once 0": job}, anew=anew)


if __name__ == "__main__":
    main()
