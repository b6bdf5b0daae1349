"""Rebuild ``data/english_counts.txt.xz``, how often each word occurs in ``data/english.txt.xz``.

    python tools/build_english_counts.py    # writes the file, prints counts and its SHA-256

Needs no network.
"""

from __future__ import annotations

import argparse
import lzma

import packages
from unrolled.datasets import english, word_counts
from unrolled.datasets.words import WordVocabulary


def main() -> None:
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    vocabulary = WordVocabulary.count(english.lines(), least=word_counts.LEAST)
    packed = lzma.compress(word_counts.pack(vocabulary).encode(), preset=9 | lzma.PRESET_EXTREME)
    packages.write(word_counts.FILE, packed)
    print(f"{len(vocabulary):,} words, {int(vocabulary.counts.sum()):,} of them in the text")


if __name__ == "__main__":
    main()
