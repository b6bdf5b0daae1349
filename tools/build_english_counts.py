"""Rebuild ``data/english_counts.txt.xz``, how often each word stands in ``data/english.txt.xz``.

    python tools/build_english_counts.py    # writes the file, prints counts and its SHA-256

Needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma

from unrolled.datasets import english, word_counts
from unrolled.datasets.paths import data_folder


def main() -> None:
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    vocabulary = english.corpus().vocabulary
    packed = lzma.compress(word_counts.pack(vocabulary).encode(), preset=9 | lzma.PRESET_EXTREME)
    (data_folder() / word_counts.FILE).write_bytes(packed)
    print(f"{len(vocabulary):,} words, {int(vocabulary.counts.sum()):,} of them in the text")
    print(f"{len(packed):,} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")


if __name__ == "__main__":
    main()
