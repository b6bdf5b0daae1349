"""Bench of word vectors: the trainer against gensim, the court, and what a streamed corpus takes in memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from bench_rows import ROUNDS, Row, row

SEEDS = (0, 1, 2)
SECTIONS = ("family", "gram3-comparative", "gram8-plural", "gram6-nationality-adjective")
EPOCHS, RATE = 5, 0.05  # of both; at gensim's default of 0.025 both do worse on so short a text
FROM_DISK = """
import sys, tempfile
from pathlib import Path
import numpy as np
from unrolled.datasets.words import DiskCorpus, WordVocabulary
from unrolled.training.word2vec import Recipe, start, train

times, million, V, rng = int(sys.argv[1]), 1_000_000, 30_000, np.random.default_rng(0)
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "numbers"
    with path.open("wb") as file:
        for _ in range(times):
            file.write((V * rng.random(million) ** 8).astype(np.int32).tobytes())
    corpus = DiskCorpus(WordVocabulary([f"w{k}" for k in range(V)], np.full(V, 1000)), path, times * million)
    run = start(corpus, Recipe(epochs=1, threads=2, threshold=0, window=1, negatives=1, shared=1, size=16))
    for _ in train(run, corpus):
        pass
status = Path("/proc/self/status").read_text()  # getrusage would count what the parent held before this began
print(int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6)
"""
SHAPE = {"window": 5, "negatives": 5, "size": 100}


def words() -> list[Row]:
    """All rows of this part."""
    return [*trainer(), *court(), streamed()]


def trainer() -> list[Row]:
    """Raw corpus words a second and what is learned, three seeds, at one and at two threads; both take turns."""
    rows: list[Row] = []
    for threads in (1, 2):
        paces: dict[str, list[float]] = {"ours": [], "gensim": []}
        learned: dict[str, list[dict[str, float]]] = {"ours": [], "gensim": []}
        for seed in SEEDS:
            for name, train in (("ours", ours), ("gensim", gensim)):
                pace, vectors = train(seed, threads)
                paces[name].append(pace)
                learned[name].append(measured(vectors))
        says = f"{threads} thread{'s' * (threads > 1)}"
        commands = {
            "peer_name": "gensim, Cython",
            "command": f"training.word2vec.train, Recipe({SHAPE}, rate={RATE}, epochs={EPOCHS}, threads={threads})",
            "peer_command": f"Word2Vec(sg=1, negative=5, alpha={RATE}, sample=1e-3, workers={threads}).train",
        }
        medians = (statistics.median(paces[name]) for name in ("ours", "gensim"))
        name = f"word2vec, skip-gram on the English corpus, {says}"
        goal = {"better": "higher", "goal": 1.5, "goal_on": "ratio"}
        rows.append(row(name, *medians, unit="words/s", **goal, **commands))
        for what in learned["ours"][0]:
            means = (100 * statistics.mean(one[what] for one in learned[name]) for name in ("ours", "gensim"))
            shown = {"unit": "% (mean of 3 seeds)", "better": "higher", "goal": None, "goal_on": "ours"}
            rows.append(row(f"word2vec, {says}: {what}", *means, **shown, **commands))
    return rows


def ours(seed: int, threads: int):
    """Pace, and vectors."""
    from unrolled.datasets import english
    from unrolled.training.word2vec import Recipe, start, train

    corpus = english.corpus()
    warm = start(corpus, Recipe(threads=threads, epochs=1))
    next(train(warm, corpus, every=0))  # compiled, or read from the cache
    run = start(corpus, Recipe(**SHAPE, rate=RATE, epochs=EPOCHS, seed=seed, threads=threads))
    began = time.perf_counter()
    for _ in train(run, corpus):
        pass
    return corpus.raw_words * EPOCHS / (time.perf_counter() - began), run.vectors(corpus, "ours")


def gensim(seed: int, threads: int):
    """The same with gensim, from lists of words in memory; building its vocabulary is not timed."""
    import random

    from gensim.models import Word2Vec

    from unrolled.datasets import english
    from unrolled.datasets.word_vectors import WordVectors
    from unrolled.datasets.words import tokens

    lines = [tokens(line) for line in english.lines()]
    random.Random(0).shuffle(lines)
    model = Word2Vec(
        vector_size=SHAPE["size"], window=SHAPE["window"], negative=SHAPE["negatives"], sg=1, min_count=5, sample=1e-3,
        alpha=RATE, workers=threads, epochs=EPOCHS, seed=seed,
    )  # fmt: skip
    model.build_vocab(lines)
    began = time.perf_counter()
    model.train(lines, total_examples=model.corpus_count, epochs=EPOCHS)
    pace = sum(map(len, lines)) * EPOCHS / (time.perf_counter() - began)
    return pace, WordVectors.of(model.wv.index_to_key, model.wv.vectors, "gensim")


def measured(vectors) -> dict[str, float]:
    """Rank correlations with human judgements, and shares of analogy questions answered, by name."""
    from unrolled.datasets import judgements
    from unrolled.measuring.hearing import section_score
    from unrolled.measuring.similarity import agreement

    found = {name: agreement(vectors, judgements.judgements(name))[0] for name in judgements.SETS}
    for name in SECTIONS:
        right, known = section_score(vectors, name)
        found[name] = right / known
    return found


def court() -> list[Row]:
    """The time for all analogy questions, on one core."""
    code = (
        "import time; from unrolled.datasets import word_vectors; from unrolled.measuring.hearing import hear; "
        "v = word_vectors.glove(); began = time.perf_counter(); hear(v); print(time.perf_counter() - began)"
    )
    peer = (
        "import time; from gensim.models import KeyedVectors; from gensim.test.utils import datapath; "
        "from unrolled.datasets import word_vectors; v = word_vectors.glove(); kv = KeyedVectors(v.vectors.shape[1]); "
        "kv.add_vectors(list(v.vocabulary.words), v.vectors); began = time.perf_counter(); "
        "kv.evaluate_word_analogies(datapath('questions-words.txt')); print(time.perf_counter() - began)"
    )
    name = "the court: 19,544 analogy questions over 20,215 words, one core"
    ours, theirs = statistics.median(alone(code) for _ in range(ROUNDS)), alone(peer)
    return [
        row(
            name, ours, theirs, peer_name="gensim's evaluate_word_analogies", unit="s", better="lower", goal=5,
            goal_on="ours", command="probes.court.hear(word_vectors.glove())",
            peer_command="KeyedVectors.evaluate_word_analogies",
        )
    ]  # fmt: skip


def alone(code: str) -> float:
    """The output of a new process that is limited to one core and one thread."""
    return float(
        subprocess.run(["taskset", "-c", "0", sys.executable, "-c", code], check=True, capture_output=True).stdout
    )


def streamed() -> Row:
    """Memory of a training that reads from disk: a corpus of 100 million words against one of 10 million."""
    runs = [
        float(subprocess.run([sys.executable, "-c", FROM_DISK, str(times)], check=True, capture_output=True).stdout)
        for times in (100, 10)
    ]
    return row(
        "memory of a training on 100 million words from disk", *runs, peer_name="the same on 10 million", unit="MB",
        better="lower", goal=1.05, goal_on="ratio", command="training.word2vec.train on a DiskCorpus (drawn numbers)",
        peer_command="the same, a tenth as long",
    )  # fmt: skip
