"""Train the word vectors that ship with the project, from a corpus that is streamed from disk.

    python -m unrolled.training.own_vectors  # or: make train-word-vectors; writes data/ours_30k.npz

The text is read twice, line by line: once to count its words, once to write
their numbers to a file; the trainer reads that file piece by piece. What it
needs in memory does not grow with the corpus, only with its vocabulary.
"""

from __future__ import annotations

import hashlib
import resource
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from unrolled import runtime
from unrolled.datasets import dictionaries, word_vectors
from unrolled.datasets.paths import data_folder
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import DiskCorpus
from unrolled.runtime.files import write_whole
from unrolled.training.word2vec import Recipe, start, train

LARGEST = 30_000  # words that get a vector
UNION = Recipe(window=8, epochs=20, negatives=5, threshold=1e-3)


def streamed(lines: Callable[[], Iterable[str]], recipe: Recipe, text: str) -> WordVectors:
    """Vectors of the 30,000 most frequent words of a text that is never in memory as a whole; prints the progress.

    Args:
        lines: returns the lines of the text; called once for each of two passes.
        recipe: how to train; its threads are replaced by all that this process may use.
        text: what it is, in a few words.
    """
    recipe, printed = replace(recipe, threads=runtime.thread_count(runtime.limits())), 0.0
    with tempfile.TemporaryDirectory() as folder:
        corpus = DiskCorpus.write(Path(folder) / "words", lines, least=5, largest=LARGEST)
        about = f"skip-gram, {recipe.size} dimensions, {corpus.raw_words / 1e6:.1f} million words of {text}"
        print(f"{about}; {len(corpus.vocabulary):,} words kept", flush=True)
        run = start(corpus, recipe)
        for event in train(run, corpus):
            if event.seconds - printed > 10 or event.share == 1:
                printed = event.seconds
                pace = f"{event.pace:,.0f} words/s, {event.seconds_left:.0f} s left"
                print(f"{event.share:4.0%}, loss {event.loss:.3f}, {pace}", flush=True)
        return run.vectors(corpus, about)


def main() -> None:
    """Train and write the vectors."""
    runtime.start()
    packed = word_vectors.pack(
        streamed(dictionaries.union, UNION, "WordNet glosses, World Factbook, Brown, GCIDE and FOLDOC")
    )
    write_whole(data_folder() / word_vectors.OURS, packed)
    print(f"{word_vectors.OURS}: {len(packed):,} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
