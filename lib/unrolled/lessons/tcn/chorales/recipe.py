"""A TCN that writes chorales, and an LSTM of equal size beside it.

The held-out loss is watched, and the weights are kept where it was lowest: with so little music all of them overfit.
Losses are nats a chord: the sum over its four notes, each predicted from all notes before it.
"""

from __future__ import annotations

import functools
from collections.abc import Generator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.lessons.tcn.chorales import dataset as chorales
from unrolled.lessons.tcn.chorales.dataset import Chorale
from unrolled.models.size import nearest_width, size
from unrolled.models.voices_net import VoicesNet
from unrolled.training.loop import UNSCORED, Budget, Event, Plan, Run, steady, train_on

NAME, SHIPPED = "chorales", "chorales_tcn"
SEEDS, ARCHITECTURES = (0, 1, 2), ("tcn", "lstm")
WIDTH, LEVELS, KERNEL, DROPOUT = 48, 6, 3, 0.2
UPDATES, BATCH, LONGEST, RATE, WARMUP, EVALUATIONS = 1200, 16, 64, 0.003, 30, 24  # LONGEST in chords
VOICES = len(chorales.VOICES)


@functools.cache
def notes() -> tuple[int, ...]:
    """The MIDI numbers that occur, ascending; the first is 0, a rest. A note's place is its number for a network."""
    return tuple(np.unique(np.concatenate([one.voices for one in chorales.settings()])).tolist())


def encode(voices: np.ndarray) -> Tensor:
    """``(T, 4)`` MIDI numbers to ``(4 T,)`` numbers for a network, from the top voice down."""
    return torch.from_numpy(np.searchsorted(notes(), voices.reshape(-1)).astype(np.int64))


def decode(ids: Tensor) -> np.ndarray:
    """The inverse of :func:`encode`."""
    return np.array(notes(), np.uint8)[ids.numpy()].reshape(-1, VOICES)


def part(name: str) -> list[Chorale]:
    """The settings of "train", "valid" or "test"."""
    return [one for one in chorales.settings() if one.part == name]


def nats_a_chord(model: nn.Module, pieces: Sequence[Chorale]) -> float:
    """The mean over all chords, each piece read from its beginning."""
    lost, chords = 0.0, 0
    model.eval()
    with torch.inference_mode():
        for piece in pieces:
            ids = encode(piece.voices)
            lost += nn.functional.cross_entropy(model(ids[None])[0], ids, reduction="sum").item()
            chords += len(piece.voices)
    return lost / chords


def baselines(pieces: Sequence[Chorale]) -> dict[str, float]:
    """Nats a chord of two models that need no network.

    *shares*: each voice's notes by their frequency in training. *repeat*: the voice's last note again, with the
    probability found in training, and else by frequency.
    """
    known, count, N = part("train"), np.zeros((VOICES, len(notes()))), len(notes())
    again = total = 0
    for piece in known:
        ids = encode(piece.voices).numpy().reshape(-1, VOICES)
        for voice in range(VOICES):
            count[voice] += np.bincount(ids[:, voice], minlength=N)
        again, total = again + (ids[1:] == ids[:-1]).sum(), total + ids[1:].size
    shares = (count + 0.5) / (count + 0.5).sum(axis=1, keepdims=True)
    stay = again / total
    lost, chords = np.zeros(2), 0
    for piece in pieces:
        ids = encode(piece.voices).numpy().reshape(-1, VOICES)
        p = shares[np.arange(VOICES), ids]  # (T, 4)
        same = np.vstack([np.zeros((1, VOICES), bool), ids[1:] == ids[:-1]])
        repeat = (1 - stay) * p + stay * same
        repeat[0] = p[0]
        lost += [-np.log(p).sum(), -np.log(repeat).sum()]
        chords += len(ids)
    return {"shares": float(lost[0] / chords), "repeat": float(lost[1] / chords)}


@functools.cache
def width(architecture: str) -> int:
    """That of equal size."""
    if architecture == "tcn":
        return WIDTH
    make = functools.partial(VoicesNet, len(notes()), VOICES, architecture)
    wanted = size(VoicesNet(len(notes()), VOICES, "tcn", WIDTH, LEVELS, KERNEL))
    return nearest_width(wanted, lambda width: size(make(width)))


def begin(architecture: str = "tcn", seed: int = 0) -> Run[VoicesNet]:
    """A fresh run."""
    torch.manual_seed(seed)
    model = VoicesNet(len(notes()), VOICES, architecture, width(architecture), LEVELS, KERNEL, DROPOUT)
    return Run(model, torch.optim.Adam(model.parameters(), lr=RATE))


def _loss(model: nn.Module, ids: Tensor, targets: Tensor) -> Tensor:
    """Nats a chord."""
    logits = model(ids)
    return VOICES * nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=UNSCORED)


def draw(pieces: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """A batch: the first ``LONGEST`` chords of settings drawn by lot; what fills up shorter ones is unscored."""
    chosen = [pieces[k][: VOICES * LONGEST] for k in torch.randint(len(pieces), (BATCH,))]
    ids = nn.utils.rnn.pad_sequence(chosen, batch_first=True, padding_value=UNSCORED)
    return ids.clamp(min=0), ids


def train(run: Run[VoicesNet], budget: Budget, evaluations: int, held_out: Sequence[Chorale]) -> Generator[Event]:
    """The events of a training; the rate falls to a twentieth."""
    pieces = [encode(piece.voices) for piece in part("train")]
    rise = steady(RATE, WARMUP)
    plan = Plan(
        budget, lambda step, share: rise(step, share) * (1 - 0.95 * share),
        evaluate=lambda model: nats_a_chord(model, held_out), evaluations=evaluations,
    )  # fmt: skip
    return train_on(run, lambda: draw(pieces), plan, loss=_loss)
