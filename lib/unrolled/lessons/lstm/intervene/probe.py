"""Hold a part of a network, and compare what it expects and writes with the untouched one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import overload

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.intervene.record import Comparison
from unrolled.measuring.char_rnn import check_prompt, gumbel_noise, read, sample, softmax
from unrolled.models.char_rnn import CharRNN
from unrolled.models.intervene import Intervened, Intervention

GATES = {
    "i": "input gate", "f": "forget gate", "o": "output gate", "r": "reset gate", "z": "update gate",
    "gates": "all gates",
}  # fmt: skip
# what keeps, and what is kept, in the words of each cell
KEEPS = {"lstm": ("forget bias", "carry"), "gru": ("bias of the update gate", "state")}


def divergence_bits(p: np.ndarray, q: np.ndarray) -> float:
    """Kullback and Leibler's divergence (1951): sum p log2 (p / q), in bits.

    How many bits a character more it costs to expect q where p holds; 0 only if both are the same.
    """
    some = p > 0
    with np.errstate(divide="ignore"):
        return float((p[some] * np.log2(p[some] / q[some])).sum())


def in_words(held: Intervention | None, cell: str = "lstm") -> str:
    """What is held, such as "forget gate at 0.00, layers 1 and 2"."""
    if held is None:
        return ""
    where = ("layer " if len(held.layers) == 1 else "layers ") + " and ".join(map(str, held.layers))
    bias, memory = KEEPS[cell]
    if held.part == "carry":
        return f"{memory} of unit {held.unit + 1} at {held.value:+z.1f}, {where}".replace("-", "−")
    if held.part == "bias":
        return f"{bias} {held.value:+z.2f}, {where}".replace("-", "−")
    return f"{GATES[held.part]} at {held.value:.2f}, {where}"


class Writer:
    """One network that reads a prompt once and can go on from there.

    Args:
        model: any LSTM or GRU network.
        vocabulary: its characters.
        prompt: read from a zero state.
        held: the intervention in force from the first character on; None for the untouched network.
        length: characters to write.
        seed: of the noise, which all writers with that seed share.
        temperature: of the writing.

    Raises:
        PromptError: if the prompt is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """

    def __init__(
        self,
        model: CharRNN,
        vocabulary: Vocabulary,
        prompt: str,
        held: Intervention | None = None,
        *,
        length: int,
        seed: int = 0,
        temperature: float = 1.0,
    ):
        ids = check_prompt(prompt, vocabulary)
        self.prompt, self.vocabulary, self.held = prompt, vocabulary, in_words(held, model.config["cell"])
        self._model = Intervened(model, held)
        self._logits, self._state = read(self._model, ids)
        self._noise = gumbel_noise(seed, length, len(vocabulary))
        self._temperatures = torch.tensor([temperature])

    def expects(self) -> np.ndarray:
        """Probabilities of the next character, ``(V,)``, at temperature 1."""
        return softmax(self._logits[0].double().numpy())

    @overload
    def write(self) -> str: ...

    @overload
    def write(self, cancelled: Callable[[], bool]) -> str | None: ...

    def write(self, cancelled: Callable[[], bool] = lambda: False) -> str | None:
        """The passage it goes on with, or None if cancelled."""
        ids: Tensor | None = sample(
            self._model, self._logits, self._state, self._noise, self._temperatures, cancelled=cancelled
        )
        return None if ids is None else self.vocabulary.decode(ids[0])


def compare(untouched: Writer, changed: Writer, passages: tuple[str, str], *, pending: bool = False) -> Comparison:
    """Two writers at the same prompt, side by side."""
    p, q = untouched.expects(), changed.expects()
    order = np.argsort(-p, kind="stable")
    names = tuple(untouched.vocabulary.characters[k] for k in order)
    shown = Comparison(
        untouched.prompt, changed.held, names, p[order], q[order], divergence_bits(p, q), passages, 0, pending
    )
    return with_passage(shown, passages[1], pending=pending)


def with_passage(shown: Comparison, passage: str, *, pending: bool = False) -> Comparison:
    """The same comparison with another passage of the changed network."""
    before = shown.passages[0]
    same = next((k for k, (a, b) in enumerate(zip(before, passage, strict=False)) if a != b), len(before))
    return replace(shown, passages=(before, passage), same=same, pending=pending)
