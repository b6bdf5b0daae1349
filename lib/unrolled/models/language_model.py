"""The one interface of all language models: readable module, counting model and fast sampler alike."""

from __future__ import annotations

from typing import Any, Protocol

from torch import Tensor


class LanguageModel(Protocol):
    """Reads a character at a time; whoever holds one does not know which it is."""

    def step(self, state: Any, ids: Tensor) -> tuple[Tensor, Any]:
        """``(B,)`` numbers to logits ``(B, V)`` and the new state; a state of None is the start."""
