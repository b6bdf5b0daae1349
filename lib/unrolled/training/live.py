"""Trainings that end in about a minute, on the plays, on folk tunes, or on a text of the learner's own.

    python -m unrolled.training.live          # or: make live-runs

measures what they reach and writes ``data/results/live_training.json``,
which the panel draws as a band: three seeds of each cell, with the held-out
loss over both whole validation plays at the end.
"""

from __future__ import annotations

import argparse
import functools
import json
import platform
from collections.abc import Callable, Generator
from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from torch import Tensor

from unrolled import runtime
from unrolled.characters import visible
from unrolled.datasets import folk_tunes, shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.models.char_rnn import CharRNN
from unrolled.models.ngram import baselines
from unrolled.runtime import UnrolledError
from unrolled.runtime.files import write_whole
from unrolled.training.char_rnn import Recipe, encoded, events, start
from unrolled.training.loop import Event, Run
from unrolled.training.losses import baseline_losses, heldout_loss
from unrolled.training.results import MissingResultsError, load_result_file, results_path

RESULTS = "live_training"
RATES = {"lstm": 0.03, "gru": 0.03, "rnn": 0.012}  # for 256 units; a plain RNN needs a lower rate
LIVE = Recipe(
    layers=1, dropout=0.0, batch=32, window=50, steps=None, seconds=60, rate=RATES["lstm"], warmup=50,
    decays=(0.9, 0.99), restart=0.02, weights="orthogonal",
)  # fmt: skip
PIECES, PIECE = 50, 200  # how many pieces of held-out text are scored during a training, and the characters of each
SHORTEST, LONGEST = 1_000, 5_000_000  # characters of a learner's own text
MOST_CHARACTERS = 200


class TextError(UnrolledError, ValueError):
    """A text that nothing can be learned from."""


@dataclass(frozen=True)
class Material:
    """A text prepared for training.

    Attributes:
        name: in words.
        vocabulary: its characters.
        train: ``(N,)`` uint8, numbers to learn from.
        heldout: texts in numbers, for the curve.
    """

    name: str
    vocabulary: Vocabulary
    train: Tensor
    heldout: list[Tensor]

    @functools.cached_property
    def baselines(self) -> dict[str, float]:
        """The losses of counting models on the held-out texts, in nats a character."""
        return baseline_losses(baselines(self.train, len(self.vocabulary)), self.heldout)


@functools.cache
def plays() -> Material:
    """The 34 training plays, and fifty pieces of the validation plays, evenly spread."""
    parts = shakespeare.split()
    characters = shakespeare.vocabulary()
    train, held = (characters.encode("".join(texts.values())) for texts in (parts.train, parts.validation))
    return Material("34 plays of Shakespeare", characters, train.to(torch.uint8), _pieces(held))


@functools.cache
def tunes() -> Material:
    """The folk tunes, nine tenths of them to learn from."""
    return _split("folk tunes in ABC notation", folk_tunes.text())


def own_text(text: str) -> Material:
    """A learner's own text: the first nine tenths to train on, the last tenth held out.

    Raises:
        TextError: if it is too short or too long, or holds too few or too many different characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    different = len(set(text))
    if different == 1:
        raise TextError(
            f"The text holds only “{visible(text[0])}”, again and again: there is nothing to predict in it."
        )
    if len(text) < SHORTEST:
        raise TextError(
            f"The text has {len(text):,} character{'s' * (len(text) != 1)}: paste at least {SHORTEST:,}, "
            "and better a hundred thousand, for a network to learn from."
        )
    if len(text) > LONGEST:
        raise TextError(f"The text has {len(text):,} characters: paste up to {LONGEST:,}.")
    if different > MOST_CHARACTERS:
        raise TextError(
            f"The text has {different:,} different characters, and the panel takes up to {MOST_CHARACTERS}: "
            "a 1-of-N code of that size needs another model."
        )
    return _split("your text", text)


def _split(name: str, text: str) -> Material:
    vocabulary = Vocabulary(text)
    ids = vocabulary.encode(text)
    cut = len(ids) * 9 // 10
    return Material(name, vocabulary, ids[:cut].to(torch.uint8), _pieces(ids[cut:]))


def _pieces(ids: Tensor) -> list[Tensor]:
    """Up to fifty pieces of up to 200 characters, evenly spread."""
    count = max(1, min(PIECES, len(ids) // PIECE))
    starts = np.linspace(0, max(len(ids) - PIECE, 0), count).astype(int)
    return [ids[first : first + PIECE] for first in starts.tolist()]


def fitted(recipe: Recipe, material: Material) -> Recipe:
    """The recipe with its batch and, if need be, its window reduced so that a short text gives ten windows a pass."""
    window = min(recipe.window, max(len(material.train) // 20, 1))
    batch = min(recipe.batch, max(len(material.train) // (10 * window), 1))
    return replace(recipe, window=window, batch=batch)


def begin(recipe: Recipe, material: Material) -> tuple[Run[CharRNN], Generator[Event]]:
    """A fresh run on the material, and its events; its model keeps the characters it is trained on."""
    recipe = fitted(recipe, material)
    run = start(recipe, len(material.vocabulary))
    run.model.characters = material.vocabulary.characters
    return run, events(recipe, run, material.train, material.heldout)


@functools.cache
def measured() -> list[dict]:
    """The committed measurements; none if the file is missing.

    Raises:
        ResultsError: if it is damaged.
    """
    try:
        return load_result_file(RESULTS)["runs"]
    except MissingResultsError:
        return []


def _like(recipe: Recipe) -> list[dict]:
    """The measured runs with this cell, size and budget."""
    same = ("cell", "hidden", "layers", "seconds", "window", "dropout")
    wanted = [getattr(recipe, name) for name in same]
    return [run for run in measured() if [run["recipe"][name] for name in same] == wanted]


def expected(recipe: Recipe) -> np.ndarray:
    """What runs like this one reached on the plays: ``(M, 3)`` seconds, lowest and highest loss in nats.

    Empty if no such run was measured.
    """
    curves = [run["curve"] for run in _like(recipe)]
    if not curves:
        return np.empty((0, 3))
    moments = np.linspace(max(curve[0][0] for curve in curves), min(curve[-1][0] for curve in curves), 20)
    losses = np.array([np.interp(moments, *np.array(curve).T) for curve in curves])
    return np.stack([moments, losses.min(axis=0), losses.max(axis=0)], axis=1)


def expected_pace(recipe: Recipe) -> float:
    """Characters a second in these runs, on the machine that measured them; NaN if there are none."""
    paces = [run["characters_per_second"] for run in _like(recipe)]
    return float(np.mean(paces)) if paces else float("nan")


def measure(recipe: Recipe, tell: Callable[[str], None]) -> dict:
    """One run on the plays, in numbers for the result file."""
    run, steps = begin(recipe, plays())
    curve = [[round(event.seconds, 2), round(event.validation, 4)] for event in steps if event.validation is not None]
    whole = heldout_loss(run.model, encoded(shakespeare.split().validation))
    characters = run.step * recipe.batch * recipe.window
    tell(
        f"{recipe.cell} {recipe.layers} x {recipe.hidden}, seed {recipe.seed}, {recipe.seconds:g} s: "
        f"{whole:.3f} nats a character on the validation plays, {characters / run.seconds:,.0f} characters a second"
    )
    return {
        "recipe": asdict(recipe),
        "steps": run.step,
        "characters_per_second": round(characters / run.seconds),
        "nats": round(whole, 4),
        "curve": curve,
    }


def main() -> None:
    """Measure every cell with three seeds, and write the result file."""
    parser = argparse.ArgumentParser(description="Measure what live trainings reach (about 15 minutes).")
    parser.add_argument("--only", metavar="CELL", help="print the runs of one cell, write nothing")
    options = parser.parse_args()
    runtime.start()
    recipes = [
        replace(LIVE, cell=cell, seconds=seconds, rate=RATES[cell], seed=seed)
        for cell, seconds in (("lstm", 60), ("lstm", 20), ("gru", 60), ("rnn", 60))
        for seed in range(3)
        if options.only in (None, cell)
    ]
    runs = [measure(recipe, lambda line: print(line, flush=True)) for recipe in recipes]
    if options.only:
        return
    about = {
        "command": "python -m unrolled.training.live",
        "nats": "both validation plays whole, state carried from zero",
        "curve": f"columns: seconds, nats on {PIECES} pieces of {PIECE} characters of the validation plays",
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads",
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
    }
    content = json.dumps({"about": about, "runs": runs}, indent=1) + "\n"
    write_whole(results_path(RESULTS), content.encode())


if __name__ == "__main__":
    main()
