"""What a training pair costs with three output layers: outputs touched, multiply-adds, weights changed, time."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from unrolled.lessons.word2vec.output_cost import recipe as training
from unrolled.lessons.word2vec.output_cost.record import Form, OutputCost, Timing
from unrolled.training.results import load_result_file, load_results

NAMES = {"full": "full softmax", "tree": "hierarchical softmax", "sampled": "negative sampling"}
WEIGHTS_HERE = 6_000_000  # of the output layer, at most, when a panel measures
SECONDS_HERE = 0.2  # for each form


def multiply_adds(outputs: float, D: int) -> float:
    """Of one pair that touches so many outputs: D for each score, D for its part of the input's change, D for its own
    change; and D to change the input vector."""
    return 3 * outputs * D + D


def weights(outputs: float, D: int) -> float:
    """Numbers of the output layer that the update changes: D for each touched output."""
    return outputs * D


@functools.cache
def study() -> tuple[dict[str, Any], tuple[Timing, ...], str]:
    """The committed trees, the timings, and the machine of these."""
    runs = load_results(training.NAME)
    timings = tuple(Timing(run["V"], run["D"], run["microseconds"]) for key, run in runs.items() if key != "trees")
    return runs["trees"], timings, load_result_file(training.NAME)["about"]["machine"]


def tree(V: int) -> dict[str, Any]:
    """The committed tree whose vocabulary is nearest to V, by ratio."""
    return min(study()[0]["trees"], key=lambda one: abs(np.log(one["V"] / V)))


def estimate(timings: Sequence[Timing], form: str, V: int, D: int) -> float:
    """Microseconds of a pair, along straight lines of logarithms through measured ones, first in V, then in D.

    Not-a-number where nothing was measured.
    """
    sizes = sorted({one.D for one in timings})
    if not sizes:
        return float("nan")
    at_size = [_line([(one.V, one.microseconds[form]) for one in timings if size == one.D], V) for size in sizes]
    return _line(list(zip(sizes, at_size, strict=True)), D)


def _line(points: list[tuple[float, float]], x: float) -> float:
    """Through points (x, y), straight between logarithms; beyond them along the last piece."""
    if len(points) == 1:
        return points[0][1]
    xs, ys = np.log(np.array(sorted(points))).T
    k = int(np.clip(np.searchsorted(xs, np.log(x)) - 1, 0, len(xs) - 2))
    slope = (ys[k + 1] - ys[k]) / (xs[k + 1] - xs[k])
    return float(np.exp(ys[k] + slope * (np.log(x) - xs[k])))


def output_cost(
    V: int,
    D: int,
    K: int,
    pairs: float,
    *,
    index: int = 0,
    here: Sequence[Timing] = (),
    measuring: bool = False,
) -> OutputCost:
    """All of it.

    Args:
        V: words; trees were made for powers of ten in steps of 0.05.
        D: dimensions.
        K: negatives.
        pairs: to train on.
        index: of the word pointed at, as far as the vocabulary holds it.
        here: measured on this machine.
        measuring: whether a measurement is under way.
    """
    trees, timings, machine = study()
    made = tree(V)
    outputs = {"full": V, "tree": made["nodes"], "sampled": 1 + K}
    micro = {form: estimate(timings, form, V, D) for form in training.FORMS}
    micro["sampled"] *= (1 + K) / (1 + training.NEGATIVES)
    nearest = min({one.D for one in timings}, key=lambda size: abs(np.log(size / D)))
    words = tuple((word, trees["ranks"][word], code) for word, code in made["codes"].items())
    return OutputCost(
        V, D, K, pairs,
        tuple(
            Form(key, name, outputs[key], multiply_adds(outputs[key], D), weights(outputs[key], D), micro[key])
            for key, name in NAMES.items()
        ),
        micro["batch"], words, min(index, len(words) - 1), trees["counted"], made["entropy"],
        tuple(one for one in timings if nearest == one.D), tuple(here), machine, measuring,
    )  # fmt: skip


def measure_here(V: int, D: int) -> Timing:
    """Time the three forms on this machine, in under two seconds once compiled, with words by Zipf's law.

    Args:
        V: words; no more are taken than make WEIGHTS_HERE weights.
        D: dimensions.
    """
    V = min(V, WEIGHTS_HERE // D)
    counts = np.maximum(1, 1_000_000 // np.arange(1, V + 1))
    measured = training.measure(counts, V, D, seconds=SECONDS_HERE, forms=tuple(NAMES))
    return Timing(V, D, measured["microseconds"])
