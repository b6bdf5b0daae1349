"""Which network needs the picture, and when: it is swapped for another one while they write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji import HELD_OUT
from unrolled.lessons.captioning.shown.record import Reading, Scores
from unrolled.models.captioner import DECODERS, Captioner, ShownOnce, greedy
from unrolled.models.captioner.decoders import END, START
from unrolled.training.captioning import SEEDS, normalised, tensor
from unrolled.training.results import results_at_hand

RESULTS = "captioning"
LONGEST = 20  # words of a caption


@torch.inference_mode()
def read(
    model: Captioner, words: CaptionVocabulary, image: np.ndarray, other: np.ndarray, references: Sequence[str]
) -> Reading:
    """Let a network write greedily, and again with the picture swapped for another one after 0, 1, ... words.

    A network that is shown the picture once never reads the other one: after the first step only its state matters.

    Args:
        model: the captioner, in evaluation mode.
        words: its vocabulary.
        image: ``(S, S, 3)`` uint8, of the size the model reads.
        other: what it is swapped for, likewise.
        references: the picture's captions.
    """
    pictures = normalised(tensor(np.stack([image, other])))
    caption = [*greedy(model, pictures[:1], LONGEST)[0], END][:LONGEST]  # cut without END where it does not reach it
    p, chosen = _swapped(model, pictures, torch.tensor(caption))
    T = len(caption)
    steps = torch.arange(T)
    untouched = p[:, T]  # (T, V)
    after_swap = [_until_end(chosen[:, row].tolist()) for row in range(T)]
    return Reading(
        model.config["shown"],
        tuple(words.words[k] if k != END else "" for k in caption),
        untouched[steps, torch.tensor(caption)].numpy(),
        _distance(untouched, p[:, T + 1]),
        _distance(untouched, p[steps, steps]),
        tuple(tuple(words.words[k] for k in each) for each in after_swap),
        words.text(caption) in references,
    )


def _swapped(model: Captioner, pictures: Tensor, untouched: Tensor) -> tuple[Tensor, Tensor]:
    """Write a caption T + 2 times in one batch: row t < T sees the picture for t steps, then the other one.

    Row T sees the picture throughout, row T + 1 the other one throughout; both read the untouched caption.

    Args:
        model: the captioner.
        pictures: ``(2, 3, S, S)``, the picture and the other one.
        untouched: ``(T,)`` the caption without a swap, with END.

    Returns:
        Probabilities ``(T, T + 2, V)`` of the first T steps, and the words of all steps, ``(steps, T + 2)``.
    """
    T = len(untouched)
    first = torch.tensor([*range(T), LONGEST, 0])  # the step from which a row sees the other picture
    follows = torch.tensor([*range(T), LONGEST, LONGEST])  # the step from which it reads its own words
    start = model.start(pictures)
    state = _rows(start, torch.tensor([0] * (T + 1) + [1]))
    ids, all_p, chosen = torch.full((T + 2,), START), [], []
    for step in range(LONGEST):
        if not isinstance(model.decoder, ShownOnce):
            state = (state[0], start[1][(first <= step).long()])
        logits, state = model.step(state, ids)
        ids = logits.argmax(dim=1)
        if step < T:
            all_p.append(logits.softmax(dim=1))
            ids = torch.where(follows <= step, ids, untouched[step])
        chosen.append(ids)
    return torch.stack(all_p), torch.stack(chosen)


def _rows(state: Any, rows: Tensor) -> Any:
    """Some rows of a state, which is a tensor or a tuple of states."""
    return state[rows] if isinstance(state, Tensor) else tuple(_rows(part, rows) for part in state)


def _until_end(ids: Sequence[int]) -> list[int]:
    """The words of a caption, without END and what comes after it."""
    return list(ids[: ids.index(END)] if END in ids else ids)


def _distance(p: Tensor, q: Tensor) -> np.ndarray:
    """Total variation of distributions ``(T, V)``: half the sum of absolute differences, ``(T,)`` from 0 to 1."""
    return (0.5 * (p - q).abs().sum(dim=1)).numpy()


def white(image: np.ndarray) -> np.ndarray:
    """An empty page of the same size."""
    return np.full_like(image, 255)


def scores(runs: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Scores, ...]:
    """What three seeds of each network reach on the test pictures, by greedy decoding.

    Args:
        runs: of the result file, by network and seed, such as "once 0"; read from there by default.

    Returns:
        One entry for each network; none where the file, or a run in it, is missing.
    """
    try:
        runs = results_at_hand(RESULTS) if runs is None else runs
        return tuple(
            Scores(
                shown,
                np.array([[runs[f"{shown} {seed}"][kind]["exact"] for seed in SEEDS] for kind in HELD_OUT]),
                np.array([[runs[f"{shown} {seed}"][kind]["bleu"]["scores"][3] for seed in SEEDS] for kind in HELD_OUT]),
            )
            for shown in DECODERS
        )
    except KeyError:
        return ()
