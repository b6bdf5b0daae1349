"""The shape of a network in numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A character-level LSTM in numbers.

    Attributes:
        character: the one shown as 1-of-N.
        place: its number in the vocabulary.
        characters: V.
        hidden: H.
        layers: how many.
        parameters: of each layer, then of the softmax layer.
        training_bytes: weights, gradients and Adam's two averages, and the values kept for the way back.
        speed: characters a second in training, forecast or measured; None where unknown.
        measured: whether ``speed`` was measured for this very shape.
    """

    character: str
    place: int
    characters: int
    hidden: int
    layers: int
    parameters: tuple[int, ...]
    training_bytes: int
    speed: float | None
    measured: bool
