"""The sky and French: what networks answer at the end of a sentence, and how often correctly, by distance."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from unrolled.lessons.gradients.clues import dataset as clues
from unrolled.lessons.gradients.clues import recipe as training
from unrolled.lessons.gradients.clues.record import Accuracies, Clues, Reader
from unrolled.measuring.char_rnn import softmax
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import UnrolledError, one_thread

SHOWN = 3  # candidates of each network
MOST_WORDS = 220
_KNOWN = {word.lower(): word for word in clues.WORDS}


class SentenceError(UnrolledError, ValueError):
    """A sentence that cannot be read."""


def generated(country: str, distance: int, seed: int) -> str:
    """A sentence of the tests' kind without its answer, in words apart by blanks."""
    chance = random.Random(f"{country} {distance} {seed}")
    return " ".join(clues.language_sentence(chance, country, distance, heldout=True).words[:-1])


def parse(text: str) -> tuple[str, ...]:
    """A learner's sentence as the networks know its words; case and punctuation count nothing.

    Raises:
        SentenceError: if there is no word, or too many.
        UnknownWordError: if a word is unknown.
    """
    typed = re.findall(r"[^\s.,;:!?…“”\"]+", text)
    if not typed:
        raise SentenceError("The sentence is empty: write some of the words listed under its box.")
    if len(typed) > MOST_WORDS:
        raise SentenceError(f"The sentence has {len(typed)} words: the networks read up to {MOST_WORDS}.")
    words = tuple(_KNOWN.get(word.lower(), word) for word in typed)
    clues.encode(words)
    return words


def find_clue(words: Sequence[str]) -> tuple[int, str]:
    """Where the clue stands and what answer it asks for; -1 and "" where the sentence has none."""
    for k, word in enumerate(words):
        if word in clues.LANGUAGES and tuple(words[:k][-3:]) == clues.OPENING[-3:]:
            return k, clues.LANGUAGES[word]
        if word in clues.PLACES and words[k + 1 : k + 2] == ("are",):
            return k, clues.PLACES[word]
    return -1, ""


@one_thread
@torch.inference_mode()
def answers(model: CharRNN, words: Sequence[str], name: str, answer: str) -> Reader:
    """What a network says after a sentence.

    Args:
        model: it knows ``gradients.clues.dataset``.
        words: the sentence without its answer.
        name: of the network.
        answer: the right one, or "".
    """
    logits, _ = model.eval()(clues.encode(words)[None])
    p = softmax(logits[0, -1].double().numpy())
    likeliest = np.argsort(-p, kind="stable")[:SHOWN]
    of_answer = float(p[clues.WORDS.index(answer)]) if answer else float("nan")
    cell = model.config["cell"]
    return Reader(name, cell, tuple((clues.WORDS[k], float(p[k])) for k in likeliest), of_answer)


def accuracies(results: Mapping[str, Mapping[str, Any]], scored: str, updates: int) -> Accuracies:
    """Committed runs as a record.

    Args:
        results: the runs of ``data/results/clues.json``, by "cell scored seed".
        scored: "every", "answer", or "twice": every, with the plain RNNs that were trained twice as long.
        updates: one of the moments at which they were tested.
    """
    shares: dict[str, list[list[float]]] = {}
    for key, run in results.items():
        cell, by, _ = key.split()
        twice = scored == "twice" and cell == "rnn"
        if by == ("twice" if twice else "every" if scored == "twice" else scored):
            shares.setdefault(cell, []).append(run["accuracy"][str(updates * (1 + twice))])
    return Accuracies(
        np.array(training.DISTANCES), {cell: np.array(rows) for cell, rows in shares.items()},
        training.LONGEST, clues.CHANCE, updates, scored,
    )  # fmt: skip


def view(text: str, models: Mapping[str, CharRNN], measured: Accuracies) -> Clues:
    """Read a sentence and ask every network for the word after it.

    Args:
        text: the sentence without its answer.
        models: networks by name.
        measured: to show beside.

    Raises:
        SentenceError, UnknownWordError: if it cannot be read.
    """
    words = parse(text)
    clue, answer = find_clue(words)
    others = {*clues.LANGUAGES, *clues.LANGUAGES.values()}
    distractors = tuple(k for k, word in enumerate(words) if word in others and k != clue)
    readers = tuple(answers(model, words, name, answer) for name, model in models.items())
    distance = len(words) - clue if answer else 0
    return Clues(words, answer, clue, distance, distractors, readers, measured, clues.WORDS, np.empty(0), "")


def with_live(shown: Clues, live: np.ndarray, cell: str) -> Clues:
    """The same with the curve of the network trained here."""
    return replace(shown, live=live, live_cell=cell)


def asked(shown: Clues, model: CharRNN, name: str) -> Clues:
    """The same with one more network's answer."""
    return replace(shown, readers=(*shown.readers, answers(model, shown.words, name, shown.answer)))
