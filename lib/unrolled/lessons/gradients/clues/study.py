"""How far apart may clue and answer stand? RNN, GRU and LSTM of equal size, three seeds each.

    python -m unrolled.lessons.gradients.clues.study  # about 25 minutes of one core; resumable

Both ways of scoring, and three more plain RNNs that predict every word for *twice* the updates. Tests go up to 200
words, with fillers that were in no training sentence. The networks of seed 0 that predict every word are shipped as
``clues_rnn``, ``clues_gru`` and ``clues_lstm``.
"""

from __future__ import annotations

import functools
from dataclasses import asdict
from typing import Any

from unrolled import runtime
from unrolled.lessons.gradients.clues import dataset as clues
from unrolled.lessons.gradients.clues.recipe import (
    BATCH,
    CELLS,
    DISTANCES,
    EACH,
    LONGEST,
    RATES,
    SEEDS,
    SIZE,
    UPDATES,
    Recipe,
    accuracy,
    begin,
    by_distance,
)
from unrolled.training.checkpoint import checkpoint_path, save_network
from unrolled.training.results import begin_study, collect

NAME = "clues"
COMMAND = "python -m unrolled.lessons.gradients.clues.study"
TWICE = 5000  # updates of three more plain RNNs, which learn most slowly
MOMENTS = (250, 500, 1000, 1500, 2500, 5000)  # updates after which it is tested


def job(recipe: Recipe) -> dict[str, Any]:
    """One run of the study in numbers; the shipped ones leave a checkpoint."""
    run, events = begin(recipe)
    moments = {}
    for event in events:
        if event.step in MOMENTS:
            moments[str(event.step)] = by_distance(run.model)
    short = clues.batch([clues.place_sentence(thing) for thing in clues.PLACES])
    numbers = {
        "accuracy": moments,
        "short_kind": round(accuracy(run.model, short), 3),
        "parameters": sum(weights.numel() for weights in run.model.parameters()),
        "units": run.model.config["hidden"],
        "seconds": round(run.seconds, 1),
    }
    if recipe.scored == "every" and recipe.seed == 0 and recipe.steps == UPDATES["every"]:
        card = {
            "about": f"{recipe.cell.upper()} that predicts every word of sentences with a clue (synthetic)",
            "command": COMMAND,
            "recipe": asdict(recipe) | {"batch": BATCH, "rate": RATES[recipe.cell]},
            "words": list(clues.WORDS),
            "distances": list(DISTANCES),
        } | numbers
        save_network(checkpoint_path(f"{NAME}_{recipe.cell}"), run.model, card)
    return numbers


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "share of right answers at the last word, at each of the distances, after so many updates",
        "command": COMMAND,
        "distances": list(DISTANCES),
        "trained_to": LONGEST,
        "sentences": EACH * len(clues.LANGUAGES),
        "recipe": {
            "batch": BATCH,
            "rates": RATES,
            "size": SIZE,
            "updates": UPDATES | {"twice": TWICE},
            "weights": "orthogonal",
        },
        "chance": clues.CHANCE,
    }
    recipes = {
        f"{cell} {scored} {seed}": Recipe(cell, scored, steps=updates, seed=seed)
        for seed in SEEDS
        for scored, updates in UPDATES.items()
        for cell in reversed(CELLS)
    } | {f"rnn twice {seed}": Recipe("rnn", "every", steps=TWICE, seed=seed) for seed in SEEDS}
    with runtime.one_thread:
        jobs = {name: functools.partial(job, recipe) for name, recipe in recipes.items()}
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
