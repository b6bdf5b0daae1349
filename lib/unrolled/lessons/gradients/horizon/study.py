"""How far back a character network remembers: held-out loss when it may read only the last n characters.

    python -m unrolled.lessons.gradients.horizon.study  # about 15 minutes of one core; resumable

measures the shipped network, the equal-size trio and the counting models at the
same places of the validation plays, evenly spread. For each n a network begins
from a zero state n characters before the place and predicts the character
there; "carried" is its loss with the state carried from the play's beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.horizon.probe import NAME, cut_losses
from unrolled.models.ngram import NGram
from unrolled.training import trio
from unrolled.training.char_rnn import SHIPPED, encoded
from unrolled.training.checkpoint import checkpoint_path, load_char_rnn
from unrolled.training.results import begin_study, collect

CONTEXTS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 120, 200, 500)
COUNTED = (1, 2, 3, 4, 5, 6)  # contexts of the counting models
PLACES = 500  # in each play


def places(length: int) -> np.ndarray:
    """The places ``(PLACES,)`` of a play of so many characters, the first with the longest context before it."""
    return np.linspace(CONTEXTS[-1], length - 1, PLACES).astype(int)


@torch.inference_mode()
def carried_losses(model: nn.Module, text: Tensor, at: np.ndarray, *, window: int = 500) -> np.ndarray:
    """Nats of the characters at places ``(M,)`` of a text that was read from its beginning."""
    model.eval()
    losses, state = [], None
    for start in range(0, len(text) - 1, window):
        targets = text[start + 1 : start + 1 + window]
        logits, state = model(text[None, start : start + len(targets)], state)
        losses.append(nn.functional.cross_entropy(logits[0].double(), targets, reduction="none"))
    return torch.cat(losses).numpy()[at - 1]


def network(name: str) -> dict[str, Any]:
    """The measurements of a committed network."""
    model, _, _ = load_char_rnn(name)
    texts = encoded(shakespeare.split().validation)
    carried = np.concatenate([carried_losses(model, text, places(len(text))) for text in texts])
    cut = [np.concatenate([cut_losses(model, text, places(len(text)), n) for text in texts]) for n in CONTEXTS]
    return _told(CONTEXTS, cut, carried)


def counting() -> dict[str, Any]:
    """The measurements of the counting models; their loss does not change beyond the last context."""
    parts, V = shakespeare.split(), len(shakespeare.vocabulary())
    train, texts = torch.cat(encoded(parts.train)), encoded(parts.validation)
    cut = []
    for context in COUNTED:
        counted = NGram(train, V, context + 1)
        cut.append(np.concatenate([counted.nats(text)[places(len(text)) - 1] for text in texts]))
    return _told(COUNTED, cut, cut[-1])


def _told(contexts: Sequence[int], cut: Sequence[np.ndarray], carried: np.ndarray) -> dict[str, Any]:
    """Means over all places, and the standard error of each mean difference from the carried loss."""
    return {
        "contexts": list(contexts),
        "nats": [round(float(nats.mean()), 4) for nats in cut],
        "carried": round(float(carried.mean()), 4),
        "error": [round(float((nats - carried).std(ddof=1) / len(nats) ** 0.5), 4) for nats in cut],
        "places": len(carried),
    }


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All measurements of which the checkpoints are there, by name."""
    names = [SHIPPED, *(trio.name(cell, seed) for seed in trio.SEEDS for cell in trio.CELLS)]
    networks = {name: lambda name=name: network(name) for name in names if checkpoint_path(name).exists()}
    return {"counting": counting, **networks}


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "command": "python -m unrolled.lessons.gradients.horizon.study",
        "nats": "mean over the places, for each number of characters that may be read",
        "places": f"{PLACES} in each validation play, evenly spread",
        "error": "standard error of the mean difference between cut and carried",
    }
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
