"""Write with a model, one chosen or drawn character after the other, and take characters back."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.char_rnn.choosing.record import Choosing
from unrolled.measuring.char_rnn import LanguageModel, check_prompt, entropy_nats, read, softmax
from unrolled.runtime import UnrolledError, one_thread

SHOWN = 12  # candidates
LONGEST = 400  # characters


class ChoiceError(UnrolledError, ValueError):
    """A character that cannot be written, or taken back."""


class Writer:
    """A text under way: the model's state at each place is kept, so that steps can be taken back.

    Args:
        model: any language model.
        vocabulary: its characters.
        prompt: the text to go on from.
        seed: of the dice.

    Raises:
        PromptError: if the prompt is empty or too long.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """

    def __init__(self, model: LanguageModel, vocabulary: Vocabulary, prompt: str, seed: int = 0):
        self._model, self._vocabulary, self._prompt = model, vocabulary, prompt
        self._dice = np.random.default_rng(seed)
        self._places = [self._place(*read(model, check_prompt(prompt, vocabulary)))]
        self._written: list[int] = []
        self._drawn: list[bool] = []

    @staticmethod
    def _place(logits: torch.Tensor, state: Any) -> tuple[np.ndarray, Any]:
        return softmax(logits[0].double().numpy()), state

    def choose(self, character: str) -> None:
        """Write a character.

        Raises:
            ChoiceError: if the vocabulary does not hold it, or the text has its full length.
        """
        if character not in self._vocabulary.characters:
            raise ChoiceError(f"“{character}” never occurs in the plays, so the network cannot write it.")
        self._write(self._vocabulary.characters.index(character), drawn=False)

    def draw(self) -> None:
        """Let the dice choose, with the model's probabilities.

        Raises:
            ChoiceError: if the text has its full length.
        """
        p = self._places[-1][0]
        self._write(self._dice.choice(len(p), p=p / p.sum()), drawn=True)

    def back(self) -> None:
        """Take the last character back.

        Raises:
            ChoiceError: if nothing is written.
        """
        if not self._written:
            raise ChoiceError("There is nothing to take back: write a character first.")
        for kept in (self._places, self._written, self._drawn):
            kept.pop()

    @one_thread
    @torch.inference_mode()
    def _write(self, k: int, *, drawn: bool) -> None:
        if len(self._written) >= LONGEST:
            raise ChoiceError(f"The text has {LONGEST} characters, and no more have room: step back, or begin anew.")
        self._places.append(self._place(*self._model.step(self._places[-1][1], torch.tensor([k]))))
        self._written.append(k)
        self._drawn.append(drawn)

    def view(self) -> Choosing:
        """The text so far."""
        N = len(self._written)
        before = np.array([p for p, _ in self._places[:N]]).reshape(N, len(self._vocabulary))
        here = self._places[-1][0]
        likeliest = np.argsort(-here, kind="stable")[:SHOWN]
        return Choosing(
            self._prompt,
            "".join(self._vocabulary.characters[k] for k in self._written),
            sum(self._drawn),
            -np.log(before[np.arange(N), self._written]) if N else np.empty(0),
            np.array([entropy_nats(p) for p in before]),
            -np.log(before.max(axis=1)) if N else np.empty(0),
            tuple((self._vocabulary.characters[k], float(here[k])) for k in likeliest),
        )
