"""Train on text8, 17 million words, and ask all analogies that the 30,000 most frequent words can answer.

    python -m unrolled.probes.text8  # fetches 31 MB, trains for some minutes, prints the score

The demonstration that came with word2vec does the same. The file could not be had where this was written, so the
result is not in the repository.
"""

from __future__ import annotations

from unrolled import runtime
from unrolled.datasets import text8
from unrolled.probes import court
from unrolled.probes import hearing as hearing
from unrolled.training.own_vectors import streamed
from unrolled.training.word2vec import Recipe

RECIPE = Recipe(window=8, epochs=15, size=200, threshold=1e-4)


def main() -> None:
    """Train, and print the share of right answers by kind, questions with other words left out."""
    runtime.start()
    vectors = streamed(text8.lines, RECIPE, "text8")
    shown = court.judge(hearing.hear(vectors), strict=False)
    for kind in ("semantic", "syntactic", "total"):
        score = shown.score(kind)
        print(f"{kind}: {score.share:.1%} of {score.covered:,} questions, {len(vectors):,} words")


if __name__ == "__main__":
    main()
