"""From probabilities of words to a caption: greedy, or by beam search, with one network or several.

The log p of a caption is the sum over its words and END. Beam search keeps, at each length, the ``width`` best
beginnings (Vinyals and others 2015, section 3.1.1: 20 in the paper). One that ends with END counts among them at that
length, and is finished. Log p falls with each word, which favours short captions. So with ``alpha`` above 0 captions
are ranked by log p / length ** alpha (Wu and others, arXiv 1609.08144, without their constants).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor, log_softmax, nn

from unrolled.models.captioner.decoders import END, START
from unrolled.models.captioner.network import Captioner
from unrolled.models.modules import Modules

LONGEST = 20  # words of a caption, END included
Ids = tuple[int, ...]


class Tells(Protocol):
    """Anything that reads a picture and then predicts words: one network or several."""

    def start(self, pictures: Tensor, /) -> Any:
        """The state before the first word, from ``(B, 3, S, S)``."""

    def step(self, state: Any, ids: Tensor, /) -> tuple[Tensor, Any]:
        """Read a word of each caption, ``(B,)``: logits or log p ``(B, V)``, and the new state."""


class Ensemble(nn.Module):
    """Several networks as one: the mean of their probabilities at each word, as in the paper.

    Args:
        members: networks with the same vocabulary and size of picture.
    """

    def __init__(self, members: Sequence[Captioner]):
        super().__init__()
        self.members = Modules(members)

    def start(self, pictures: Tensor) -> list[Any]:
        """A state for each member."""
        return [member.start(pictures) for member in self.members]

    def step(self, state: list[Any], ids: Tensor) -> tuple[Tensor, list[Any]]:
        """The logarithm of the mean probability, ``(B, V)``, and the new states."""
        outputs = [member.step(one, ids) for member, one in zip(self.members, state, strict=True)]
        log_p = torch.stack([log_softmax(logits, dim=1) for logits, _ in outputs])  # (members, B, V)
        return torch.logsumexp(log_p, dim=0) - math.log(len(outputs)), [after for _, after in outputs]


@dataclass(frozen=True)
class BeamStep:
    """One length of a beam search.

    Attributes:
        ids: the beginnings kept, the best first; those that are finished end with END.
        log_probabilities: of each, in nats.
        considered: the number of continuations they were chosen from.
        dropped: log p of the best continuation that was not kept; -inf if all were kept.
    """

    ids: tuple[Ids, ...]
    log_probabilities: tuple[float, ...]
    considered: int
    dropped: float


@dataclass(frozen=True)
class Captions:
    """What a beam search found for one picture: captions, the best first; those cut at the longest length come last.

    Attributes:
        ids: numbers of the words of each, without START and END.
        log_probabilities: of each whole caption, END included, in nats.
        scores: what they are ordered by: log p / length ** alpha.
        finished: whether each ended with END, or was cut.
        steps: the search, length by length.
        proved: whether no caption within the longest length has a better score than the first. Log p only falls, so
            this is known when the best is at least as good as everything that was dropped.
    """

    ids: tuple[Ids, ...]
    log_probabilities: tuple[float, ...]
    scores: tuple[float, ...]
    finished: tuple[bool, ...]
    steps: tuple[BeamStep, ...]
    proved: bool


@torch.inference_mode()
def greedy(model: Tells, pictures: Tensor, longest: int = LONGEST) -> list[list[int]]:
    """Caption pictures ``(B, 3, S, S)`` with the likeliest word at each step; returns the word numbers of each."""
    state = model.start(pictures)
    ids = torch.full((len(pictures),), START)
    words, going = [], torch.ones(len(pictures), dtype=torch.bool)
    for _ in range(longest):
        logits, state = model.step(state, ids)
        ids = torch.where(going, logits.argmax(dim=1), END)  # (B,)
        going = going & (ids != END)
        if not going.any():
            break
        words.append(ids)
    columns = torch.stack(words, dim=1).tolist() if words else [[] for _ in pictures]
    return [row[: row.index(END)] if END in row else row for row in columns]


@torch.inference_mode()
def word_log_probabilities(model: Tells, picture: Tensor, ids: Sequence[int]) -> list[float]:
    """log p of each word of a given caption, and of END after it, in nats: ``len(ids) + 1`` numbers."""
    state, found = model.start(_alone(picture)), []
    for read, target in zip([START, *ids], [*ids, END], strict=True):
        logits, state = model.step(state, torch.tensor([read]))
        found.append(float(log_softmax(logits, dim=1)[0, target]))
    return found


@torch.inference_mode()
def beam_search(
    model: Tells, picture: Tensor, width: int = 5, *, alpha: float = 0.0, longest: int = LONGEST
) -> Captions:
    """The best captions of one picture that a beam of some width finds, up to ``width`` of them.

    Args:
        model: a network or an ensemble.
        picture: ``(3, S, S)`` or ``(1, 3, S, S)``.
        width: beginnings kept at each length, 1 for greedy.
        alpha: of length normalisation, 0 for none. The search compares log p; only finished captions compare scores.
        longest: words at most, END included.

    Raises:
        ValueError: if the width or the longest length is below 1, or alpha below 0.
    """
    if width < 1 or longest < 1 or alpha < 0:
        raise ValueError("A beam keeps at least one caption of at least one word, and its alpha is 0 or more.")
    state = model.start(_alone(picture))
    going: list[tuple[Ids, float]] = [((), 0.0)]
    ended: list[tuple[Ids, float]] = []
    steps: list[BeamStep] = []
    for _ in range(longest):
        logits, state = model.step(state, torch.tensor([ids[-1] if ids else START for ids, _ in going]))
        step, rows = _grown(going, log_softmax(logits, dim=1), width)
        steps.append(step)
        grown = list(zip(step.ids, step.log_probabilities, strict=True))
        ended += [one for one in grown if one[0][-1] == END]
        alive = [k for k, (ids, _) in enumerate(grown) if ids[-1] != END]
        going = [grown[k] for k in alive]
        if not going or _settled(ended, going, width, alpha, longest):
            break
        state = _rows(state, torch.tensor([rows[k] for k in alive]))
    return _ranked(ended, going, tuple(steps), width, alpha, longest)


def _grown(going: list[tuple[Ids, float]], log_p: Tensor, width: int) -> tuple[BeamStep, list[int]]:
    """The best continuations of all beginnings together, from ``(beginnings, V)``, and the row each comes from."""
    total = log_p + log_p.new_tensor([score for _, score in going])[:, None]  # (beginnings, V)
    best = total.flatten().topk(min(width + 1, total.numel()))  # one more, to know what was dropped
    found = [pair for pair in zip(best.indices.tolist(), best.values.tolist(), strict=True) if pair[1] > -math.inf]
    rows = [place // total.shape[1] for place, _ in found[:width]]
    words = [place % total.shape[1] for place, _ in found[:width]]
    ids = tuple((*going[row][0], word) for row, word in zip(rows, words, strict=True))
    dropped = found[width][1] if len(found) > width else -math.inf
    return BeamStep(ids, tuple(score for _, score in found[:width]), total.numel(), dropped), rows


def _score(log_p: float, length: int, alpha: float) -> float:
    return log_p / length**alpha


def _settled(
    ended: list[tuple[Ids, float]], going: list[tuple[Ids, float]], width: int, alpha: float, longest: int
) -> bool:
    """Whether no beginning can still overtake the ``width`` best finished captions: log p only falls."""
    if len(ended) < width:
        return False
    worst = sorted((_score(log_p, len(ids), alpha) for ids, log_p in ended), reverse=True)[width - 1]
    return all(_score(log_p, longest, alpha) <= worst for _, log_p in going)


def _ranked(
    ended: list[tuple[Ids, float]],
    cut: list[tuple[Ids, float]],
    steps: tuple[BeamStep, ...],
    width: int,
    alpha: float,
    longest: int,
) -> Captions:
    """Finished captions by their score; if there are fewer than ``width``, those that were cut follow."""
    whole = [(ids[:-1], log_p, _score(log_p, len(ids), alpha), True) for ids, log_p in ended]
    whole.sort(key=lambda one: -one[2])
    rows = (whole + [(ids, log_p, _score(log_p, len(ids), alpha), False) for ids, log_p in cut])[:width]
    could_be = max(_score(step.dropped, longest, alpha) for step in steps)
    proved = bool(whole) and whole[0][2] >= could_be
    return Captions(
        tuple(ids for ids, _, _, _ in rows),
        tuple(log_p for _, log_p, _, _ in rows),
        tuple(score for _, _, score, _ in rows),
        tuple(finished for _, _, _, finished in rows),
        steps,
        proved,
    )


def _alone(picture: Tensor) -> Tensor:
    return picture.reshape(1, *picture.shape[-3:])


def _rows(state: Any, chosen: Tensor) -> Any:
    """The chosen rows of every tensor of a state."""
    if isinstance(state, Tensor):
        return state[chosen]
    return type(state)(_rows(part, chosen) for part in state)
