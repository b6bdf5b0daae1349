"""Which units know whether a formula or a proof is open? Found on some held-out chapters, scored on others.

As ``lstm.tracking.probe`` does for the plays; see there for choice, score and controls.
What is true at each character comes from a stack, see ``latex.openings.probe``. Beside
the best unit stands the best weighted sum of all units of its layer (least squares
with a ridge): how much more a layer knows than any of its units.

Whether the network *uses* a unit is another question: its carry is held while the
network reads, once at its mean with the label and once at its mean without, and the
loss and the chance of the closing character are compared with the untouched one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing.record import Opening
from unrolled.lessons.latex.modes.record import Mode, ModeView, Use
from unrolled.lessons.latex.openings.probe import changes
from unrolled.lessons.lstm.tracking.probe import Reading, measure, ranks
from unrolled.models.char_rnn import CharRNN
from unrolled.models.intervene import Intervened, Intervention
from unrolled.models.sampler import Sampler
from unrolled.runtime import one_thread
from unrolled.training.results import load_results

RESULTS, MODEL = "modes", "latex_2x512"
CHARACTERS, PIECE = 15_000, 5_000  # of each chapter; a piece is longer than a proof
RIDGE = 100.0

FEATURES = {
    "formula": "inside $ … $",
    "display": "inside a display",
    "argument": "inside \\ref{…} or \\label{…}",
    "list": "inside a list",
    "proof": "inside a proof",
    "depth": "how much is open",
    "since": "characters since \\begin",
}
CLOSERS = {"formula": "$", "display": "$", "argument": "}"}  # where one character ends it
DISPLAYS = ("align*", "equation", "eqnarray*", "align", "eqnarray")


def _inside(feature: str, stack: tuple[Opening, ...]) -> float:
    kinds, names = {one.kind for one in stack}, {one.name for one in stack if one.kind == "environment"}
    return float(
        {
            "formula": lambda: "formula" in kinds,
            "display": lambda: "display" in kinds or bool(names & set(DISPLAYS)),
            "argument": lambda: any(one.kind == "brace" and one.name in ("\\ref", "\\label") for one in stack),
            "list": lambda: bool(names & {"enumerate", "itemize"}),
            "proof": lambda: "proof" in names,
            "depth": lambda: len(stack),
        }[feature]()
    )


def labels(text: str) -> dict[str, np.ndarray]:
    """What is true after each character of a source, ``(T,)`` by feature: what opens counts once it is whole."""
    T = len(text)
    found = {name: np.zeros(T) for name in FEATURES}
    starts, at, stack = [0], 0, ()
    for change in [*changes(text), None]:
        cut = slice(at, T if change is None else change.stop - 1)
        for name in FEATURES:
            if name != "since":
                found[name][cut] = _inside(name, stack)
        if change is not None:
            at, stack = change.stop - 1, change.stack
            if change.opened and change.opened.kind == "environment":
                starts.append(at)
    places = np.arange(T)
    found["since"] = (places - np.array(starts)[np.searchsorted(starts, places, side="right") - 1]).astype(float)
    return found


@one_thread
@torch.inference_mode()
def read_units(model: Sampler, ids: torch.Tensor, state: torch.Tensor | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Carries of all units after each character of ``(T,)``, ``(T, L, H)``, and log-probabilities ``(T, V)``."""
    kept, scores = [], []
    for k in ids:
        logits, state = model.step(state, k[None])
        kept.append(state[0, 1::2])
        scores.append(logits[0])
    return torch.stack(kept).numpy(), torch.stack(scores).double().log_softmax(dim=1).numpy()


def hold(network: CharRNN, layer: int, unit: int, value: float) -> tuple[Sampler, torch.Tensor]:
    """A fast copy of a network in which one unit's carry stays at a value, and the state to begin with."""
    held = Sampler(Intervened(network, Intervention("carry", value, (layer,), unit)).model)
    state = held.initial_state(1)
    state[0, 2 * layer - 1, unit] = value
    return held, state


def levels(truth: np.ndarray, carry: np.ndarray) -> tuple[float, float] | None:
    """The mean carry with a label and without; for a number, in its upper and its lower half. None if one is empty."""
    yes = truth > (0 if measure(truth)[0] == "AUC" else np.median(truth))
    return None if yes.all() or not yes.any() else (float(carry[yes].mean()), float(carry[~yes].mean()))


def use(
    network: CharRNN,
    vocabulary: Vocabulary,
    text: str,
    feature: str,
    layer: int,
    unit: int,
    held: tuple[float, float],
    *,
    untouched: np.ndarray,
    cancelled: Callable[[], bool] = lambda: False,
) -> Use | None:
    """Let a network read a text with a unit held at one value and at another.

    Args:
        network: with LSTM cells; it stays as it is.
        vocabulary: its characters.
        text: T characters, at least 2.
        feature: whose closing character counts.
        layer: counted from 1.
        unit: counted from 0.
        held: its values with the label and without.
        untouched: ``(T, V)`` log-probabilities of the network as it is, from :func:`read_units`.
        cancelled: asked before each reading.

    Returns:
        What changed; None if cancelled.
    """
    ids, inside = vocabulary.encode(text), labels(text)[feature] > 0
    said = [untouched]
    for value in held:
        if cancelled():
            return None
        said.append(read_units(*_swap(hold(network, layer, unit, value), ids))[1])
    as_it_is, with_label, without = (float(-one[np.arange(len(ids) - 1), ids[1:]].mean() / np.log(2)) for one in said)
    closer = CLOSERS.get(feature)
    closing = None
    if closer is not None and closer in vocabulary and inside.any():
        column = int(vocabulary.encode(closer)[0])
        first, second, third = (float(np.exp(one[inside, column]).mean()) for one in said)
        closing = first, second, third
    return Use(held, (as_it_is, with_label, without), closing)


def _swap(made: tuple[Sampler, torch.Tensor], ids: torch.Tensor) -> tuple[Sampler, torch.Tensor, torch.Tensor]:
    model, state = made
    return model, ids, state


def mode_view(
    text: str, values: np.ndarray, feature: str, layer: int, unit: int, found: Mode | None, cursor: int = 0
) -> ModeView:
    """One unit's carry, from ``(T, L, H)``, beside a label, scored on this text."""
    truth, carry = labels(text)[feature], values[:, layer - 1, unit].astype(float)
    name, score, chance = measure(truth)
    if feature in ("depth", "since"):
        name, score, chance = measure(np.array([2]))
    got = float("nan")
    if len(set(truth.tolist())) > 1:
        got = float(score(ranks(carry), truth))
        got = chance + abs(got - chance) if found is None else chance + found.sign * (got - chance)
    return ModeView(
        text, feature, FEATURES[feature], truth, layer, unit, carry, name, got, found, None, min(cursor, len(text) - 1)
    )


def linear_score(feature: str, chosen_on: Reading, scored_on: Reading, units: slice) -> float:
    """The score of the weighted sum of some units that fits the label best, fitted on one reading, on the other."""
    x, y = chosen_on.values[units], chosen_on.labels[feature]
    mean, spread = x.mean(axis=1, keepdims=True), x.std(axis=1, keepdims=True) + 1e-6
    z = (x - mean) / spread
    weights = np.linalg.solve(z @ z.T + RIDGE * np.eye(len(z)), z @ (y - y.mean()))
    told = weights @ ((scored_on.values[units] - mean) / spread)
    _, score, _ = measure(y)
    return float(score(ranks(told), scored_on.labels[feature]))


def load_modes() -> tuple[Mode, ...]:
    """What the study found, in the order of ``FEATURES``."""
    return tuple(_mode(run) for run in load_results(RESULTS).values())


def _mode(run: dict[str, Any]) -> Mode:
    used: dict[str, Any] = {name: None if value is None else tuple(value) for name, value in run["use"].items()}
    changed: dict[str, Any] = {"use": Use(**used), "others": tuple(run["others"])}
    return Mode(**(run | changed))
