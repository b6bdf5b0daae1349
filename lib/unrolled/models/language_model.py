"""The one interface of all language models: readable module, counting model and fast sampler alike."""

from __future__ import annotations

from typing import Any, Protocol

from torch import Tensor, nn


class LanguageModel(Protocol):
    """Reads one character at a time; code that uses it need not know which model it is."""

    def step(self, state: Any, ids: Tensor) -> tuple[Tensor, Any]:
        """``(B,)`` numbers to logits ``(B, V)`` and the new state; a state of None is the start."""


class CharModel(nn.Module):
    """What all networks that read characters as 1-of-N vectors share: a softmax layer ``h_to_logits``, a ``config``."""

    config: dict[str, Any]
    h_to_logits: nn.Linear
    characters: tuple[str, ...]  # the characters it was trained on, if a live training has set them

    def one_hot(self, ids: Tensor) -> Tensor:
        """``(B, T)`` ids to 1-of-N vectors ``(B, T, V)`` of the weights' dtype."""
        return nn.functional.one_hot(ids, self.config["characters"]).to(self.h_to_logits.weight.dtype)

    def step(self, state: Any, ids: Tensor) -> tuple[Tensor, Any]:
        """Read one character of each sequence: the interface all language models share.

        Args:
            state: what the last step returned, or None at the start.
            ids: ``(B,)`` int64.

        Returns:
            Logits for the next character, ``(B, V)``, and the new state.
        """
        logits, state = self(ids[:, None], state)
        return logits[:, 0], state
