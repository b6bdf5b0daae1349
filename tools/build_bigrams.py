"""Rebuild ``data/english_bigrams.npz``, the pairs of words of the English corpus, from ``data/english.txt.xz``.

    python tools/build_bigrams.py    # writes the file, prints counts and its SHA-256

Needs no network. Pairs are kept that occur five times or more and score 2
or more without a discount; see ``unrolled.lessons.word2vec.phrases.dataset``.
"""

from __future__ import annotations

import argparse

import packages
from unrolled.datasets import english
from unrolled.lessons.word2vec.phrases import dataset as phrases


def main() -> None:
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    found = phrases.count(english.corpus())
    kept = phrases.worth_keeping(found)
    packed = phrases.pack(kept)
    packages.write(phrases.FILE, packed)
    print(f"{len(kept):,} of {len(found):,} different pairs, of {found.vocabulary.counts.sum():,} words of text")


if __name__ == "__main__":
    main()
