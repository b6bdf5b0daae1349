"""How far can it wait before it closes what it opened? Pairs by their distance, written and read.

*Written*: of the pairs that passages open, at which distance each is closed as
it should be, broken, or cut off by the passage's end. A cut-off pair tells only
that it was open so long; the share still open after d characters takes that
into account (Kaplan and Meier 1958).

*Read*: on real held-out source, the probability a model gives to the sign that
closes a pair, where it stands. For an environment that is the name: after
``\\end{`` of a proof, all of ``proof}``. Pieces of the chapters are read side by
side, each from a zero state; pairs that a piece cuts are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import torch
from torch import Tensor

from unrolled.lessons.latex.balance.record import Balance, Distances, Expected, Line, Study
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.lint.probe.pairs import BLOCKS, FORMULAS, LISTS
from unrolled.lessons.latex.lint.record import Pair
from unrolled.measuring.char_rnn import LanguageModel
from unrolled.models.ngram import NGram
from unrolled.runtime import one_thread
from unrolled.training.results import load_results

RESULTS = "balance"
KINDS: dict[str, frozenset[str]] = {
    "braces": frozenset("{"),
    "$ $": frozenset("$"),
    "$$ $$": frozenset(("$$",)),
    "formula environments": FORMULAS,
    "lists": LISTS,
    "lemmas and the like": BLOCKS - {"proof"},
    "proofs": frozenset(("proof",)),
}
EDGES = 2 ** np.arange(15)  # 1 to 16,384 characters
PIECE, BURN_IN = 12_000, 200
SHOWN = (0.5, 0.8, 1.0, 1.2)  # temperatures beside each other
FEWEST = 20  # pairs behind a value that is shown: of fewer, a share says little
QUESTIONS = ("closed", "open", "expected")


def distances(pairs: Iterable[Pair], names: frozenset[str]) -> Distances:
    """Sort the pairs of these names by distance and fate."""
    chosen = [pair for pair in pairs if pair.name in names]
    length = {fate: np.array([pair.distance for pair in chosen if pair.fate == fate]) for fate in _FATES}
    counts = {fate: np.histogram(values, EDGES)[0] for fate, values in length.items()}
    ended = np.concatenate([length["closed"], length["broken"], length["overdue"]])
    return Distances(
        EDGES, counts["closed"], counts["broken"] + counts["overdue"], counts["open"],
        still_open(ended, length["open"], EDGES),
    )  # fmt: skip


_FATES = ("closed", "broken", "overdue", "open")


def still_open(ended: np.ndarray, cut: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The share still open after some distances (Kaplan and Meier 1958): the product of (1 - ended / open before).

    Args:
        ended: ``(N,)`` distances at which something ended.
        cut: ``(M,)`` distances at which nobody looked on.
        at: ``(G,)`` distances asked for.

    Returns:
        ``(G,)`` from 1 down; nan from the longest distance seen on.
    """
    if not len(ended) + len(cut):
        return np.full(len(at), np.nan)
    moments, count = np.unique(ended, return_counts=True)
    everything = np.sort(np.concatenate([ended, cut]))
    before = len(everything) - np.searchsorted(everything, moments)  # open just before each moment
    share = np.concatenate([[1.0], np.cumprod(1 - count / before)])
    found = share[np.searchsorted(moments, at, side="right")]
    return np.where(at > everything[-1], np.nan if len(cut) and cut.max() >= everything[-1] else 0.0, found)


def closing(text: str, pair: Pair) -> tuple[int, int]:
    """First and last place, exclusive, of the characters that tell what a closed pair is closed by."""
    if pair.kind == "environment":
        start = text.index("{", pair.end) + 1
        return start, start + len(pair.name) + 1
    return pair.end, pair.end + len(pair.name)


@one_thread
@torch.inference_mode()
def chances(model: LanguageModel, rows: Tensor) -> np.ndarray:
    """The log probability of each character of some texts ``(B, T)`` but the first: ``(B, T - 1)`` nats.

    A counting model has a faster way to the same numbers.
    """
    if isinstance(model, NGram):
        return -np.stack([model.nats(row) for row in rows])
    state, found = None, []
    for now, after in zip(rows.T[:-1].contiguous(), rows.T[1:], strict=True):
        logits, state = model.step(state, now)
        found.append(torch.log_softmax(logits, dim=1).gather(1, after[:, None])[:, 0])
    return torch.stack(found, dim=1).numpy()


def expected(model: LanguageModel, encode: Callable[[str], Tensor], texts: Iterable[str], piece: int = PIECE) -> dict:
    """Read real texts: by kind, the probability of what closes each pair, by distance."""
    rows, told = [], []
    for text in texts:
        pairs = [pair for pair in lint(text, whole=True).pairs if pair.fate == "closed"]
        for start in range(0, len(text) - piece + 1, piece):
            rows.append(encode(text[start : start + piece]))
            inside = [
                (pair, *closing(text, pair)) for pair in pairs if start + BURN_IN <= pair.opened.start < start + piece
            ]
            told.append([(pair, first - start, last - start) for pair, first, last in inside if last <= start + piece])
    logs = chances(model, torch.stack(rows))
    found: dict[str, list[tuple[int, float]]] = {kind: [] for kind in KINDS}
    for row, inside in zip(logs, told, strict=True):
        for pair, first, last in inside:
            for kind, names in KINDS.items():
                if pair.name in names:
                    found[kind].append((pair.distance, float(np.exp(row[first - 1 : last - 1].sum()))))
    return {kind: _means(pairs) for kind, pairs in found.items()}


def _means(pairs: list[tuple[int, float]]) -> Expected:
    length, p = np.array(pairs).T if pairs else np.empty((2, 0))
    count = np.histogram(length, EDGES)[0]
    total = np.histogram(length, EDGES, weights=p)[0]
    return Expected(EDGES, count, np.where(count > 0, total / np.maximum(count, 1), np.nan))


def load_study() -> Study:
    """What the study measured."""
    written, read, facts = {}, {}, {}
    for key, run in load_results(RESULTS).items():
        name = run["by"]
        facts[name] = {fact: run[fact] for fact in ("tau", "step", "order") if fact in run}
        if key.startswith("read "):
            read[name] = {kind: Expected(EDGES, *_arrays(one)) for kind, one in run["kinds"].items()}
        else:
            written[name] = {kind: Distances(EDGES, *_arrays(one)) for kind, one in run["kinds"].items()}
    return Study(written, read, facts)


def balance(study: Study, kind: str, question: str, names: Mapping[str, str]) -> Balance:
    """The lines to show.

    Args:
        study: from :func:`load_study`.
        kind: of ``KINDS``.
        question: "closed": the share closed correctly, of those that ended at a distance; "open": the share
            still open after it; "expected": the probability of what closes.
        names: whom to show, by their name in the study: what they are called. Who was not measured is left out.
    """
    source = study.read if question == "expected" else study.written
    lines = [
        Line(called, _role(name), *_line(source[name][kind], question))
        for name, called in names.items()
        if name in source
    ]
    return Balance(kind, question, tuple(lines))


def compared(study: Study, comparison: str) -> dict[str, str]:
    """Whom to show beside real source and counting, and what to call them.

    Args:
        study: what was measured.
        comparison: "temperature", or "training": three moments of it and its end, at τ = 1.
    """
    yardsticks = {"real": "real source", "5-gram": "5-gram"}
    if comparison == "temperature":
        return yardsticks | {f"tau {tau:g}": f"τ = {tau:g}" for tau in SHOWN} | {"network": "the network"}
    steps = sorted(facts["step"] for facts in study.facts.values() if "step" in facts)
    chosen = sorted({steps[round(k)] for k in np.linspace(0, len(steps) - 1, 3)}) if steps else []
    end = {"tau 1": "at its end", "network": "at its end"}
    return yardsticks | {f"after {step}": f"after {step:,} updates" for step in chosen} | end


def _role(name: str) -> str:
    return "real" if name == "real" else "counting" if name.endswith("gram") else "network"


def _line(one: Distances | Expected, question: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distances, values, counts; a value with fewer than ``FEWEST`` pairs behind it is nan."""
    middle = np.sqrt(one.edges[:-1] * one.edges[1:])
    if isinstance(one, Expected):
        return middle, np.where(one.pairs >= FEWEST, one.probability, np.nan), one.pairs
    ended = one.closed + one.broken
    if question == "closed":
        return middle, np.where(ended >= FEWEST, one.share, np.nan), ended
    every = ended + one.cut
    left = np.concatenate([np.cumsum(every[::-1])[::-1], [0]])  # still open and looked at, at each edge
    return one.edges.astype(float), one.still_open, left


def _arrays(one: Mapping[str, list]) -> list[np.ndarray]:
    return [np.array([np.nan if number is None else number for number in values]) for values in one.values()]
