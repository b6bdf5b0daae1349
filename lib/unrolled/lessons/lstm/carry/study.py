"""A value carried from t = 0 to t = T: how many updates it takes to learn, by the bias the forget gate starts with.

    python -m unrolled.lessons.lstm.carry.study  # about half an hour of one core; resumable

Three seeds each. The LSTMs of the longest wait and seed 0 are shipped as ``carry_torch``, ``carry_one`` and
``carry_chrono``.
"""

from __future__ import annotations

import functools
from typing import Any

from unrolled import runtime
from unrolled.datasets import recall
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.carry.recipe import BATCH, RATE, SEEDS, STARTS, STEPS, UNITS, WARMUP, accuracy, learn
from unrolled.training.checkpoint import checkpoint_path, save_char_rnn
from unrolled.training.results import begin_study, collect

NAME = "carry"
COMMAND = "python -m unrolled.lessons.lstm.carry.study"
WAITS = (5, 10, 25, 50, 100, 200)
PROBED = (1, 2, 5, 10, 25, 50, 100, 200, 300, 400)  # waits at which the shipped networks are tested


def job(start: str, steps: int, seed: int) -> dict[str, Any]:
    """One run of the study; those that are shipped leave a checkpoint."""
    run, numbers = learn(start, steps, seed)
    if seed == 0 and steps == max(WAITS) and STARTS[start] == "lstm":
        card = {
            "about": f"LSTM of {UNITS} units, recall after {steps} steps, biases at the start: {start}",
            "command": COMMAND,
            "recipe": {"start": start, "steps": steps, "seed": seed, "updates": STEPS, "batch": BATCH, "rate": RATE},
            "accuracy": {str(wait): round(accuracy(run.model, wait), 3) for wait in PROBED},
            "chance": recall.CHANCE,
        } | numbers
        save_char_rnn(checkpoint_path(f"{NAME}_{start}"), run.model, Vocabulary(recall.ALPHABET), card)
    return numbers


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": f"recall of one of {len(recall.SYMBOLS)} symbols after T steps of noise; curve: updates, share right",
        "command": COMMAND,
        "recipe": {"units": UNITS, "updates": STEPS, "batch": BATCH, "rate": RATE, "warmup": WARMUP, "clip": 1.0},
        "chance": recall.CHANCE,
    }
    keys = [
        (start, wait, seed)
        for group in (("chrono", "one", "torch"), ("gru", "rnn"))
        for seed in SEEDS
        for wait in reversed(WAITS)
        for start in group
    ]
    with runtime.one_thread:
        jobs = {f"{start} {wait} {seed}": functools.partial(job, start, wait, seed) for start, wait, seed in keys}
        collect(NAME, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
