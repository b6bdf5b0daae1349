"""Train on text8, 17 million words, and ask all analogies that the 30,000 most frequent words can answer.

    python -m unrolled.lessons.analogies.text8.study  # fetches 31 MB, trains for some minutes

The demonstration that came with word2vec does the same. The file could not be had where this was written, so the
result is not in the repository.
"""

from __future__ import annotations

from typing import Any

from unrolled.lessons.analogies.court import probe as court
from unrolled.lessons.analogies.text8 import dataset as text8
from unrolled.measuring.hearing import hear
from unrolled.training.own_vectors import streamed
from unrolled.training.results import begin_study, collect
from unrolled.training.word2vec import Recipe

NAME = "text8"
RECIPE = Recipe(window=8, epochs=15, size=200, threshold=1e-4)


def job() -> dict[str, Any]:
    """Train, and take the shares of right answers; questions with other words are left out."""
    vectors = streamed(text8.lines, RECIPE, "text8")
    shown = court.judge(hear(vectors), strict=False)
    scores = {kind: shown.score(kind) for kind in ("semantic", "syntactic", "total")}
    return {
        "words": len(vectors),
        "shares": {kind: round(score.share, 4) for kind, score in scores.items()},
        "covered": {kind: score.covered for kind, score in scores.items()},
    }


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "share of right answers by kind of analogy question, and how many questions have known words",
        "command": "python -m unrolled.lessons.analogies.text8.study",
    }
    collect(NAME, about, {"skip-gram": job}, anew=anew)


if __name__ == "__main__":
    main()
