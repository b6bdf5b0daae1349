"""Train the word vectors that ship with the project, from a corpus that is streamed from disk.

    python -m unrolled.training.own_vectors          # the ten-million-word union: writes data/ours_30k.npz
    python -m unrolled.training.own_vectors --text8  # text8, 17 million words: writes runs/text8.npz, prints its score

The text is read twice, line by line: once to count its words, once to write
their numbers to a file; the trainer reads that file piece by piece. What it
needs in memory does not grow with the corpus, only with its vocabulary.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
from dataclasses import replace
from pathlib import Path

from unrolled import runtime
from unrolled.datasets import dictionaries, text8, word_vectors
from unrolled.datasets.paths import data_folder
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import DiskCorpus, WordCorpus
from unrolled.training.checkpoint import write_whole
from unrolled.training.word2vec import Recipe, start, train

LARGEST = 30_000  # words that get a vector
UNION = Recipe(window=8, epochs=20, negatives=5, threshold=1e-3)
TEXT8 = Recipe(window=8, epochs=15, size=200, negatives=5, threshold=1e-4)


def trained(corpus: WordCorpus, recipe: Recipe, about: str) -> WordVectors:
    """Vectors trained on a corpus, telling on the way."""
    run, told = start(corpus, recipe), 0.0
    for event in train(run, corpus):
        if event.seconds - told > 10 or event.share == 1:
            told = event.seconds
            pace = f"{event.pace:,.0f} words/s, {event.seconds_left:.0f} s left"
            print(f"{event.share:4.0%}, loss {event.loss:.3f}, {pace}", flush=True)
    return run.vectors(corpus, about)


def main() -> None:
    """Train and write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--text8", action="store_true", help="train on text8 instead of the union")
    wanted = parser.parse_args().text8
    runtime.start()
    lines, recipe = (text8.lines, TEXT8) if wanted else (dictionaries.union, UNION)
    recipe = replace(recipe, threads=runtime.thread_count(runtime.limits()))
    with tempfile.TemporaryDirectory() as folder:
        corpus = DiskCorpus.write(Path(folder) / "words", lines, least=5, largest=LARGEST)
        name = "text8" if wanted else "WordNet glosses, World Factbook, Brown, GCIDE and FOLDOC"
        about = f"skip-gram, {recipe.size} dimensions, {corpus.raw_words / 1e6:.1f} million words of {name}"
        print(f"{about}; {len(corpus.vocabulary):,} words kept", flush=True)
        vectors = trained(corpus, recipe, about)
    path = Path("runs/text8.npz") if wanted else data_folder() / word_vectors.OURS
    packed = word_vectors.pack(vectors)
    write_whole(path, packed)
    print(f"{path.name}: {len(packed):,} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
